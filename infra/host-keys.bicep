// Copies the current host key of each app into its secret, and lets the one reader read it. Runs after the apps' code is
// there and after each rotation: host keys exist only while a host runs, so main.bicep cannot know them. The keys pass
// through Resource Manager alone; no person and no script sees them. The secrets that scripts/seed-secrets made get their
// reader here too, since a grant on a secret needs the secret.

@description('Name of the vault.')
param vaultName string

@description('Name of patient-api.')
param patientApiName string

@description('Name of audit-api.')
param auditApiName string

@description('Which of its two keys the gateway uses at patient-api: gateway-a or gateway-b.')
@allowed([
  'a'
  'b'
])
param gatewayKey string = 'a'

@description('Which of its two keys patient-api uses at audit-api: patient-a or patient-b.')
@allowed([
  'a'
  'b'
])
param patientKey string = 'a'

@description('Name of the auditor\'s identity; empty: there is no auditor.')
param auditorIdentityName string = ''

@description('Which of its two keys the auditor uses at audit-api: auditor-a or auditor-b.')
@allowed([
  'a'
  'b'
])
param auditorKey string = 'a'

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

resource patientApi 'Microsoft.Web/sites@2025-03-01' existing = {
  name: patientApiName
}

resource auditApi 'Microsoft.Web/sites@2025-03-01' existing = {
  name: auditApiName
}

resource auditHostKey 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  parent: vault
  name: 'audit-host-key'
  properties: {
    contentType: 'host key'
    value: listKeys('${auditApi.id}/host/default', '2025-03-01').functionKeys['patient-${patientKey}']
  }
}

resource patientHostKey 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  parent: vault
  name: 'patient-host-key'
  properties: {
    contentType: 'host key'
    value: listKeys('${patientApi.id}/host/default', '2025-03-01').functionKeys['gateway-${gatewayKey}']
  }
}

resource auditorHostKey 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = if (!empty(auditorIdentityName)) {
  parent: vault
  name: 'auditor-host-key'
  properties: {
    contentType: 'host key'
    value: listKeys('${auditApi.id}/host/default', '2025-03-01').functionKeys['auditor-${auditorKey}']
  }
}

module auditHostKeyReader 'modules/secret-reader.bicep' = {
  name: 'audit-host-key-reader'
  params: {
    vaultName: vaultName
    secretName: auditHostKey.name
    identityName: 'id-patient'
  }
}

module patientHostKeyReader 'modules/secret-reader.bicep' = {
  name: 'patient-host-key-reader'
  params: {
    vaultName: vaultName
    secretName: patientHostKey.name
    identityName: 'id-apim'
  }
}

module auditorHostKeyReader 'modules/secret-reader.bicep' = if (!empty(auditorIdentityName)) {
  name: 'auditor-host-key-reader'
  params: {
    vaultName: vaultName
    secretName: auditorHostKey.name
    identityName: auditorIdentityName
  }
}

module seededReaders 'modules/secret-reader.bicep' = [
  for name in ['search-hmac', 'continuation', 'idempotency']: {
    name: '${name}-reader'
    params: {
      vaultName: vaultName
      secretName: name
      identityName: 'id-patient'
    }
  }
]
