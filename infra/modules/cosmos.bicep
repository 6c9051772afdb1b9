// Cosmos DB account of one app, with its database and containers. The account's key opens everything in it, hence an
// account for each app. The connection string goes straight into the vault and is given to the app's identity alone.

type containerDefinition = {
  name: string
  partitionKey: string

  @description('Paths whose values no two documents of one logical partition share.')
  uniqueKeys: string[]

  indexed: string[]
  sorted: string[][]
}

@description('Region of the account.')
param location string

@description('Name of the account.')
param name string

@description('Name of the database.')
param databaseName string

@description('Containers of the database. An index holds the paths under indexed; each list under sorted is one more, for filters and an order by just these paths.')
param containers containerDefinition[]

@description('Subnet of the app; it needs the service endpoint Microsoft.AzureCosmosDB.')
param subnetId string

@description('Name of the vault.')
param vaultName string

@description('Name of the secret that holds the connection string.')
param secretName string

@description('Name of the app\'s identity.')
param identityName string

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
    ]
    capabilities: [
      {
        name: 'EnableServerless'
      }
    ]
    consistencyPolicy: {
      defaultConsistencyLevel: 'Session'
    }
    // The apps sign in with the account's key; it can change documents, but no database and no container
    disableLocalAuth: false
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    // Rules by subnet work on the public endpoint alone
    publicNetworkAccess: 'Enabled'
    networkAclBypass: 'None'
    ipRules: []
    isVirtualNetworkFilterEnabled: true
    virtualNetworkRules: [
      {
        id: subnetId
        ignoreMissingVNetServiceEndpoint: false
      }
    ]
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous7Days'
      }
    }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: databaseName
  properties: {
    resource: {
      id: databaseName
    }
  }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [
  for item in containers: {
    parent: database
    name: item.name
    properties: {
      resource: {
        id: item.name
        partitionKey: {
          paths: [
            item.partitionKey
          ]
          kind: 'Hash'
          version: 2
        }
        uniqueKeyPolicy: {
          uniqueKeys: map(item.uniqueKeys, path => {
            paths: [
              path
            ]
          })
        }
        // What no query filters or sorts by needs no index; the id has one of its own
        indexingPolicy: {
          indexingMode: 'consistent'
          automatic: true
          includedPaths: map(item.indexed, path => {
            path: '${path}/?'
          })
          excludedPaths: [
            {
              path: '/*'
            }
          ]
          compositeIndexes: map(item.sorted, paths => map(paths, path => {
            path: path
            order: 'ascending'
          }))
        }
      }
    }
  }
]

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  parent: vault
  name: secretName
  properties: {
    contentType: 'Cosmos DB connection string'
    value: 'AccountEndpoint=${account.properties.documentEndpoint};AccountKey=${account.listKeys().primaryMasterKey};'
  }
}

module reader 'secret-reader.bicep' = {
  name: '${secretName}-reader'
  params: {
    vaultName: vaultName
    secretName: secret.name
    identityName: identityName
  }
}

@description('Name of the account.')
output name string = account.name
