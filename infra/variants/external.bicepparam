// Variant "external": the gateway stands on the internet, the apps admit their caller by its subnet.
using '../main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'patienttests')
param nameSuffix = readEnvironmentVariable('AZURE_NAME_SUFFIX', '')
param publisherEmail = readEnvironmentVariable('AZURE_PUBLISHER_EMAIL', 'noreply@example.org')
param deployerAddressRange = readEnvironmentVariable('AZURE_DEPLOYER_ADDRESS_RANGE', '')

param auditorAccess = true

// How much one subscription may call, and how soon a host key that was withdrawn is noticed
param rateLimitCalls = int(readEnvironmentVariable('AZURE_RATE_LIMIT_CALLS', '1000'))
param rateLimitPeriod = int(readEnvironmentVariable('AZURE_RATE_LIMIT_PERIOD', '10'))
param hostKeyCacheSeconds = int(readEnvironmentVariable('AZURE_HOST_KEY_CACHE_SECONDS', '300'))

// Outputs of entra/apps.bicep
param patientApiRegistrationId = readEnvironmentVariable('PATIENT_API_REGISTRATION_ID', '00000000-0000-0000-0000-00000000a001')
param auditApiRegistrationId = readEnvironmentVariable('AUDIT_API_REGISTRATION_ID', '00000000-0000-0000-0000-00000000a002')
