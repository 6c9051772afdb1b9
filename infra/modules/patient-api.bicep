// patient-api: what it stores, how that is found again, and its own settings.

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

@description('Host name of audit-api.')
param auditApiHostName string

@description('Application ID URI of audit-api.')
param auditApiApplicationIdUri string

// Written by host-keys.bicep, once the apps run
var auditHostKeyUri = '${vaultUri}secrets/audit-host-key'

// Made once by scripts/seed-secrets
var searchKeyUri = '${vaultUri}secrets/search-hmac'
var continuationKeyUri = '${vaultUri}secrets/continuation'
var idempotencyKeyUri = '${vaultUri}secrets/idempotency'

// A search filters by any of these and pages by id. What is behind a path with the id is the leading criterion: the
// query reads that index in its own order, however many patients there are.
var containers = [
  {
    name: 'patients'
    partitionKey: '/id'
    uniqueKeys: []
    indexed: [
      '/search/firstName'
      '/search/lastName'
      '/search/fullName'
      '/gender'
      '/postCode'
      '/insuranceNumber'
      '/preferredContactNumber'
      '/birth/from'
      '/birth/to'
    ]
    sorted: [
      ['/search/firstName', '/id']
      ['/search/lastName', '/id']
      ['/search/fullName', '/id']
      ['/gender', '/id']
      ['/postCode', '/id']
      ['/insuranceNumber', '/id']
      ['/preferredContactNumber', '/id']
    ]
  }
  {
    name: 'tests'
    partitionKey: '/patientId'
    uniqueKeys: []
    indexed: []
    sorted: []
  }
  {
    name: 'reconciliation'
    partitionKey: '/id'
    uniqueKeys: []
    indexed: []
    sorted: []
  }
]

module service 'service.bicep' = {
  name: 'patient-service'
  params: {
    location: location
    name: 'patient'
    token: token
    databaseName: 'patient'
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
        name: 'AUDIT_API_URL'
        value: 'https://${auditApiHostName}/api'
      }
      {
        name: 'AUDIT_API_APPLICATION_ID_URI'
        value: auditApiApplicationIdUri
      }
      {
        name: 'AUDIT_API_HOST_KEY'
        value: '@Microsoft.KeyVault(SecretUri=${auditHostKeyUri})'
      }
      {
        name: 'AUDIT_API_HOST_KEY_URI'
        value: auditHostKeyUri
      }
      {
        name: 'SEARCH_HMAC_KEY'
        value: '@Microsoft.KeyVault(SecretUri=${searchKeyUri})'
      }
      {
        name: 'SEARCH_HMAC_KEY_URI'
        value: searchKeyUri
      }
      {
        name: 'CONTINUATION_KEY'
        value: '@Microsoft.KeyVault(SecretUri=${continuationKeyUri})'
      }
      {
        name: 'CONTINUATION_KEY_URI'
        value: continuationKeyUri
      }
      {
        name: 'IDEMPOTENCY_KEY'
        value: '@Microsoft.KeyVault(SecretUri=${idempotencyKeyUri})'
      }
      {
        name: 'IDEMPOTENCY_KEY_URI'
        value: idempotencyKeyUri
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
