// Names are outputs of main.bicep; the keys in use are set by whoever rotates them.
using 'host-keys.bicep'

param vaultName = readEnvironmentVariable('AZURE_KEY_VAULT_NAME', '')
param patientApiName = readEnvironmentVariable('SERVICE_PATIENT_API_NAME', '')
param auditApiName = readEnvironmentVariable('SERVICE_AUDIT_API_NAME', '')
param auditorIdentityName = readEnvironmentVariable('IDENTITY_AUDITOR_NAME', '')
param gatewayKey = readEnvironmentVariable('GATEWAY_HOST_KEY_SLOT', 'a')
param patientKey = readEnvironmentVariable('PATIENT_HOST_KEY_SLOT', 'a')
param auditorKey = readEnvironmentVariable('AUDITOR_HOST_KEY_SLOT', 'a')
