// The gateway: API Management of a classic tier, injected into its subnet. Only these tiers call a backend from a subnet
// that the backend can tell by a service endpoint.

@description('Region of the service.')
param location string

@description('Name of the service; it becomes part of the gateway\'s host name.')
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

@description('The gateway\'s subnet.')
param subnetId string

resource address 'Microsoft.Network/publicIPAddresses@2025-05-01' = {
  name: 'pip-apim'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
    dnsSettings: {
      domainNameLabel: name
    }
  }
}

resource service 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: name
  location: location
  sku: {
    name: skuName
    capacity: 1
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    publisherName: publisherName
    publisherEmail: publisherEmail
    virtualNetworkType: 'External'
    virtualNetworkConfiguration: {
      subnetResourceId: subnetId
    }
    publicIpAddressId: address.id
    publicNetworkAccess: 'Enabled'
    apiVersionConstraint: {
      minApiVersion: '2021-08-01'
    }
    developerPortalStatus: 'Disabled'
    legacyPortalStatus: 'Disabled'
    configurationApi: {
      legacyApi: 'Disabled'
    }
    // Protocols before TLS 1.2 are off by default; these suites are not. Each write resets what is left out.
    customProperties: {
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TripleDes168': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_RSA_WITH_AES_128_CBC_SHA': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_RSA_WITH_AES_256_CBC_SHA': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_RSA_WITH_AES_128_CBC_SHA256': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_RSA_WITH_AES_256_CBC_SHA256': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_RSA_WITH_AES_128_GCM_SHA256': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.ManagedIdentity.DisableOverPrivilegedAccess': 'True'
    }
  }
}

@description('Name of the service.')
output name string = service.name

@description('Base URL of the gateway.')
output gatewayUrl string = service.properties.gatewayUrl
