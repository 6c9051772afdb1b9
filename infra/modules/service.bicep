// One service: function app, the storage of its host, the Cosmos DB account of its data. Two services share none of these.

@description('Region of all resources.')
param location string

@description('Short name of the service, such as patient.')
param name string

@description('Ending of the global names.')
param token string

@description('Name of the database.')
param databaseName string

@description('Containers of the database (cosmos.bicep).')
param containers array

@description('Name of the vault.')
param vaultName string

@description('Base address of the vault.')
param vaultUri string

@description('Size of the app\'s plan.')
param planSku string

@description('Resource id of the app\'s identity.')
param identityId string

@description('Name of the app\'s identity.')
param identityName string

@description('Client id of the app\'s identity.')
param clientId string

@description('Subnet through which the app calls others.')
param subnetId string

@description('Who may call the app: name, subnet, client id and object id of each.')
param callers array

@description('Client id of the app\'s registration.')
param registrationId string

@description('Application ID URI of the app\'s registration.')
param applicationIdUri string

@description('Addresses that may deploy code (CIDR); empty: nobody.')
param deployerAddressRange string

@description('App settings of this service alone: name and value of each.')
param appSettings array

var connectionName = '${name}-cosmos-connection'
var connectionUri = '${vaultUri}secrets/${connectionName}'

// X holds the reference that the platform replaces by the secret, X_URI tells the app where to read it again
var cosmosSettings = [
  {
    name: 'COSMOS_CONNECTION_STRING'
    value: '@Microsoft.KeyVault(SecretUri=${connectionUri})'
  }
  {
    name: 'COSMOS_CONNECTION_STRING_URI'
    value: connectionUri
  }
  {
    name: 'COSMOS_DATABASE'
    value: databaseName
  }
]

module storage 'function-storage.bicep' = {
  name: '${name}-storage'
  params: {
    location: location
    name: 'st${name}${token}'
    identityName: identityName
    subnetId: subnetId
  }
}

module cosmos 'cosmos.bicep' = {
  name: '${name}-cosmos'
  params: {
    location: location
    name: 'cosmos-${name}-${token}'
    databaseName: databaseName
    containers: containers
    subnetId: subnetId
    vaultName: vaultName
    secretName: connectionName
    identityName: identityName
  }
}

module app 'function-app.bicep' = {
  name: '${name}-app'
  params: {
    location: location
    name: 'func-${name}-${token}'
    planName: 'plan-${name}'
    planSku: planSku
    serviceName: '${name}-api'
    identityId: identityId
    clientId: clientId
    storageAccountName: storage.outputs.name
    subnetId: subnetId
    callers: callers
    registrationClientId: registrationId
    applicationIdUri: applicationIdUri
    deployerAddressRange: deployerAddressRange
    appSettings: concat(cosmosSettings, appSettings)
  }
  dependsOn: [
    cosmos
  ]
}

@description('Name of the function app.')
output appName string = app.outputs.name

@description('Host name of the function app.')
output hostName string = app.outputs.hostName

@description('Name of the Cosmos DB account.')
output cosmosName string = cosmos.outputs.name
