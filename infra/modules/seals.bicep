// Seals of the audit trail: the key that signs them and the container that keeps them. Who writes the trail can sign and
// can add a seal; it can neither read the private key nor replace or delete a seal. The auditor reads both.

@description('Region of all resources.')
param location string

@description('Name of the storage account.')
param accountName string

@description('Name of the vault.')
param vaultName string

@description('Base address of the vault.')
param vaultUri string

@description('Name of the identity that writes seals.')
param writerIdentityName string

@description('Name of the auditor\'s identity; empty: there is no auditor.')
param auditorIdentityName string

@description('Subnets that may reach the seals; each needs the service endpoint Microsoft.Storage.')
param subnetIds array

@description('How many days a seal can be neither changed nor deleted. The policy counts for good once it is locked, which no template can do (README).')
@minValue(1)
@maxValue(146000)
param retentionDays int

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

// A key that exists is left as it is: a new version is made by whoever rotates it
resource key 'Microsoft.KeyVault/vaults/keys@2026-02-01' = {
  parent: vault
  name: 'audit-seal'
  properties: {
    kty: 'EC'
    curveName: 'P-256'
    keyOps: [
      'sign'
      'verify'
    ]
    attributes: {
      enabled: true
      exportable: false
    }
  }
}

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowedCopyScope: 'AAD'
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    isSftpEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // Rules by subnet work on the public endpoint alone
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: []
      virtualNetworkRules: [
        for subnetId in subnetIds: {
          id: subnetId
          action: 'Allow'
        }
      ]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 90
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 90
    }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = {
  parent: blobs
  name: 'audit-seals'
  properties: {
    publicAccess: 'None'
  }
}

resource immutability 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-08-01' = {
  parent: container
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: retentionDays
    allowProtectedAppendWrites: false
  }
}

module signing 'seal-role.bicep' = {
  name: 'seal-signer'
  params: {
    roleName: 'PatientTests seal signer'
    purpose: 'Signs with a key.'
    dataActions: [
      'Microsoft.KeyVault/vaults/keys/sign/action'
    ]
  }
}

// Without .../blobs/write: what adds a blob cannot replace one
module adding 'seal-role.bicep' = {
  name: 'seal-writer'
  params: {
    roleName: 'PatientTests seal writer'
    purpose: 'Adds blobs and reads them.'
    dataActions: [
      'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
      'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
    ]
  }
}

module reading 'seal-role.bicep' = if (!empty(auditorIdentityName)) {
  name: 'seal-reader'
  params: {
    roleName: 'PatientTests seal reader'
    purpose: 'Reads the public part of a key, and blobs.'
    dataActions: [
      'Microsoft.KeyVault/vaults/keys/read'
      'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
    ]
  }
}

resource writer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: writerIdentityName
}

resource auditor 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = if (!empty(auditorIdentityName)) {
  name: auditorIdentityName
}

resource writerSigns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(key.id, writer.id, 'seal signer')
  scope: key
  properties: {
    roleDefinitionId: signing.outputs.id
    principalId: writer.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource writerAdds 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(container.id, writer.id, 'seal writer')
  scope: container
  properties: {
    roleDefinitionId: adding.outputs.id
    principalId: writer.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource auditorReadsKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(auditorIdentityName)) {
  name: guid(key.id, auditor.id, 'seal reader')
  scope: key
  properties: {
    roleDefinitionId: reading!.outputs.id
    principalId: auditor!.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource auditorReadsSeals 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(auditorIdentityName)) {
  name: guid(container.id, auditor.id, 'seal reader')
  scope: container
  properties: {
    roleDefinitionId: reading!.outputs.id
    principalId: auditor!.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Identifier of the key, without a version.')
output keyId string = '${vaultUri}keys/${key.name}'

@description('Address of the container.')
output url string = '${account.properties.primaryEndpoints.blob}${container.name}'
