// The gateway with what it publishes: the service, its policies and products, and the API of patient-api.

@description('Region of the service.')
param location string

@description('Name of the service.')
param name string

@description('Tier of the service.')
@allowed([
  'Developer'
  'Premium'
])
param skuName string

@description('Organisation that publishes the APIs.')
param publisherName string

@description('Where the service sends its notices.')
param publisherEmail string

@description('Resource id of the gateway\'s identity.')
param identityId string

@description('Client id of the gateway\'s identity.')
param clientId string

@description('The gateway\'s subnet.')
param subnetId string

@description('Host name of patient-api.')
param patientApiHostName string

@description('Application ID URI of patient-api.')
param patientApiApplicationIdUri string

@description('Base address of the vault.')
param vaultUri string

@description('How many seconds a host key is used before it is read again.')
param hostKeyCacheSeconds int

@description('How many calls a subscription of product clinic may make in a period.')
param rateLimitCalls int

@description('Length of that period in seconds.')
param rateLimitPeriod int

var patientApiUrl = 'https://${patientApiHostName}/api'

module service 'apim.bicep' = {
  name: 'apim'
  params: {
    location: location
    name: name
    skuName: skuName
    publisherName: publisherName
    publisherEmail: publisherEmail
    identityId: identityId
    subnetId: subnetId
  }
}

module policies 'apim-policies.bicep' = {
  name: 'apim-policies'
  params: {
    serviceName: service.outputs.name
    patientApiUrl: patientApiUrl
    patientApiApplicationIdUri: patientApiApplicationIdUri
    // Written by host-keys.bicep, once the apps run
    patientHostKeySecretUri: '${vaultUri}secrets/patient-host-key'
    gatewayClientId: clientId
    hostKeyCacheSeconds: hostKeyCacheSeconds
    rateLimitCalls: rateLimitCalls
    rateLimitPeriod: rateLimitPeriod
  }
}

module patientApi 'apim-patient-api.bicep' = {
  name: 'apim-patient-api'
  params: {
    serviceName: service.outputs.name
    patientApiUrl: patientApiUrl
  }
  dependsOn: [
    policies
  ]
}

@description('Name of the service.')
output name string = service.outputs.name

@description('Base URL of the gateway.')
output gatewayUrl string = service.outputs.gatewayUrl
