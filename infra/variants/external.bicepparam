// Variant "external": the gateway stands on the internet, the apps admit their caller by its subnet.
using '../main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'patienttests')
param nameSuffix = readEnvironmentVariable('AZURE_NAME_SUFFIX', '')
param publisherEmail = readEnvironmentVariable('AZURE_PUBLISHER_EMAIL', 'noreply@example.org')
param deployerAddressRange = readEnvironmentVariable('AZURE_DEPLOYER_ADDRESS_RANGE', '')

param auditorAccess = true

// How much callers may call, by product
param limit = {
  clinicRate: {
    calls: int(readEnvironmentVariable('AZURE_RATE_LIMIT_CALLS', '1000'))
    period: int(readEnvironmentVariable('AZURE_RATE_LIMIT_PERIOD', '10'))
  }
  privateRate: {
    calls: int(readEnvironmentVariable('AZURE_PRIVATE_RATE_CALLS', '500'))
    period: int(readEnvironmentVariable('AZURE_PRIVATE_RATE_PERIOD', '10'))
  }
  partnerRate: {
    calls: int(readEnvironmentVariable('AZURE_PARTNER_RATE_CALLS', '100'))
    period: int(readEnvironmentVariable('AZURE_PARTNER_RATE_PERIOD', '10'))
  }
  partnerQuota: {
    calls: int(readEnvironmentVariable('AZURE_PARTNER_QUOTA_CALLS', '100000'))
    period: int(readEnvironmentVariable('AZURE_PARTNER_QUOTA_PERIOD', '86400'))
  }
  publicRate: {
    calls: int(readEnvironmentVariable('AZURE_PUBLIC_RATE_CALLS', '60'))
    period: int(readEnvironmentVariable('AZURE_PUBLIC_RATE_PERIOD', '60'))
  }
}

// Who reaches which product: no front end stands here, so private is closed
param tokenOnlyProduct = readEnvironmentVariable('AZURE_TOKEN_ONLY_PRODUCT', 'none')
param frontEndAddressRange = readEnvironmentVariable('AZURE_FRONT_END_ADDRESS_RANGE', '')
param partnerAddressRanges = filter(split(readEnvironmentVariable('AZURE_PARTNER_ADDRESS_RANGES', ''), ','), range => !empty(range))

// The external tenant: a tenant of its own, so none of it is an output of ours
param external = {
  domain: readEnvironmentVariable('EXTERNAL_ID_DOMAIN', 'patientpartners')
  tenantId: readEnvironmentVariable('EXTERNAL_ID_TENANT_ID', '00000000-0000-0000-0000-0000000e7e01')
  audience: readEnvironmentVariable('EXTERNAL_ID_AUDIENCE', '00000000-0000-0000-0000-0000000e7e0a')
}

// How soon a host key that was withdrawn is noticed
param hostKeyCacheSeconds = int(readEnvironmentVariable('AZURE_HOST_KEY_CACHE_SECONDS', '300'))

// Outputs of entra/apps.bicep
param patientApiRegistrationId = readEnvironmentVariable('PATIENT_API_REGISTRATION_ID', '00000000-0000-0000-0000-00000000a001')
param auditApiRegistrationId = readEnvironmentVariable('AUDIT_API_REGISTRATION_ID', '00000000-0000-0000-0000-00000000a002')
param gatewayRegistrationId = readEnvironmentVariable('GATEWAY_REGISTRATION_ID', '00000000-0000-0000-0000-00000000a003')
