// audit-api: what it stores, how that is found again, and its own settings.

@description('Region of all resources.')
param location string

@description('Ending of the global names.')
param token string

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

// The records of one chain are one logical partition: there no event is stored twice. A patient's records lie in many
// chains, ordered by time; the attempts that nothing closes yet are found by their writer and time.
var containers = [
  {
    name: 'auditRecords'
    partitionKey: '/chain'
    uniqueKeys: ['/eventId']
    indexed: [
      '/eventId'
      '/recordedAt'
      '/patientId'
      '/number'
      '/kind'
      '/action'
      '/agent/applicationId'
      '/outcome/patientIds/[]'
    ]
    sorted: [
      ['/recordedAt', '/id']
    ]
  }
]

module service 'service.bicep' = {
  name: 'audit-service'
  params: {
    location: location
    name: 'audit'
    token: token
    databaseName: 'audit'
    containers: containers
    vaultName: vaultName
    vaultUri: vaultUri
    planSku: planSku
    identityId: identityId
    identityName: identityName
    clientId: clientId
    subnetId: subnetId
    callers: callers
    registrationId: registrationId
    applicationIdUri: applicationIdUri
    deployerAddressRange: deployerAddressRange
    appSettings: []
  }
}

@description('Name of the function app.')
output appName string = service.outputs.appName

@description('Host name of the function app.')
output hostName string = service.outputs.hostName

@description('Name of the Cosmos DB account.')
output cosmosName string = service.outputs.cosmosName
