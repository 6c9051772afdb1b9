// The gateway with what it publishes: the service, its policies and products, and its two APIs.
import { externalTenant, limits } from 'limits.bicep'

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

@description('Application ID URI of the gateway.')
param gatewayApplicationIdUri string

@description('Client id of the registration of the gateway.')
param gatewayRegistrationId string

@description('Address range of the front end (IPv4, CIDR); empty: there is none.')
param frontEndAddressRange string

@description('Address ranges from which partners may call (IPv4, CIDR); empty: from any address.')
param partnerAddressRanges string[]

@description('The external tenant.')
param external externalTenant

@description('How much callers may call.')
param limit limits

@description('The product that needs a token alone.')
@allowed([
  'none'
  'private'
  'partner'
])
param tokenOnlyProduct string

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
    gatewayApplicationIdUri: gatewayApplicationIdUri
    gatewayRegistrationId: gatewayRegistrationId
    frontEndAddressRange: frontEndAddressRange
    partnerAddressRanges: partnerAddressRanges
    external: external
    limit: limit
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

// Writes to one service are made one after another
module catalogue 'apim-catalogue.bicep' = {
  name: 'apim-catalogue'
  params: {
    serviceName: service.outputs.name
  }
  dependsOn: [
    patientApi
  ]
}

module products 'apim-products.bicep' = {
  name: 'apim-products'
  params: {
    serviceName: service.outputs.name
    tokenOnlyProduct: tokenOnlyProduct
  }
  dependsOn: [
    catalogue
  ]
}

@description('Name of the service.')
output name string = service.outputs.name

@description('Base URL of the gateway.')
output gatewayUrl string = service.outputs.gatewayUrl
