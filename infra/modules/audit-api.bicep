// audit-api: what it stores, how that is found again, how it is sealed, and its own settings.

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

@description('Name of the auditor\'s identity; empty: there is no auditor.')
param auditorIdentityName string

@description('The auditor\'s subnet; empty: there is no auditor.')
param auditorSubnetId string

@description('How many days a seal can be neither changed nor deleted.')
param sealRetentionDays int

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

module seals 'seals.bicep' = {
  name: 'seals'
  params: {
    location: location
    accountName: 'stseals${token}'
    vaultName: vaultName
    vaultUri: vaultUri
    writerIdentityName: identityName
    auditorIdentityName: auditorIdentityName
    subnetIds: concat([subnetId], empty(auditorSubnetId) ? [] : [auditorSubnetId])
    retentionDays: sealRetentionDays
  }
}

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
    appSettings: [
      {
        name: 'SEAL_KEY_ID'
        value: seals.outputs.keyId
      }
      {
        name: 'SEALS_URL'
        value: seals.outputs.url
      }
    ]
  }
}

@description('Name of the function app.')
output appName string = service.outputs.appName

@description('Host name of the function app.')
output hostName string = service.outputs.hostName

@description('Name of the Cosmos DB account.')
output cosmosName string = service.outputs.cosmosName

@description('Identifier of the key that signs seals, without a version.')
output sealKeyId string = seals.outputs.keyId

@description('Address of the container that keeps seals.')
output sealsUrl string = seals.outputs.url
