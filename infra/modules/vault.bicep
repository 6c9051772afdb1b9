// The key vault. Nobody holds a role on the vault: a reader is given its one secret (secret-reader.bicep).

@description('Region of the vault.')
param location string

@description('Name of the vault.')
param name string

@description('Subnets that may reach the vault; each needs the service endpoint Microsoft.KeyVault.')
param subnetIds array

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    // Rules by subnet work on the public endpoint alone
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: []
      virtualNetworkRules: [
        for subnetId in subnetIds: {
          id: subnetId
          ignoreMissingVnetServiceEndpoint: false
        }
      ]
    }
  }
}

@description('Name of the vault.')
output name string = vault.name

@description('Base address of the vault, with a slash at its end.')
output uri string = vault.properties.vaultUri
