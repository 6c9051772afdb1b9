// What all APIs share: named values, fragments, the global policy. A policy is validated when it is written, so what it
// names comes before it.

@description('Name of the API Management service.')
param serviceName string

@description('Base URL of patient-api, including /api.')
param patientApiUrl string

@description('Application ID URI of patient-api: audience of the gateway\'s token.')
param patientApiApplicationIdUri string

@description('Key Vault secret with patient-api\'s host key, without version.')
param patientHostKeySecretUri string

@description('Client id of the gateway\'s identity.')
param gatewayClientId string

@description('How many seconds a host key is used before it is read again.')
param hostKeyCacheSeconds int

@description('How many calls a subscription may make in a period.')
param rateLimitCalls int

@description('Length of that period in seconds.')
param rateLimitPeriod int

// None of these is a secret: the host key itself is read by policy, with the gateway's identity
var values = [
  {
    name: 'patient-api-url'
    value: patientApiUrl
  }
  {
    name: 'patient-api-application-id-uri'
    value: patientApiApplicationIdUri
  }
  {
    name: 'patient-host-key-secret-uri'
    value: patientHostKeySecretUri
  }
  {
    name: 'gateway-client-id'
    value: gatewayClientId
  }
  {
    name: 'host-key-cache-seconds'
    value: string(hostKeyCacheSeconds)
  }
  {
    name: 'rate-limit-calls'
    value: string(rateLimitCalls)
  }
  {
    name: 'rate-limit-period'
    value: string(rateLimitPeriod)
  }
]

var fragments = [
  {
    name: 'trace-id'
    text: loadTextContent('../../apim/policies/fragments/trace-id.xml')
  }
  {
    name: 'problem-details'
    text: loadTextContent('../../apim/policies/fragments/problem-details.xml')
  }
  {
    name: 'refuse-subscription'
    text: loadTextContent('../../apim/policies/fragments/refuse-subscription.xml')
  }
  {
    name: 'requester'
    text: loadTextContent('../../apim/policies/fragments/requester.xml')
  }
  {
    name: 'read-patient-host-key'
    text: loadTextContent('../../apim/policies/fragments/read-patient-host-key.xml')
  }
]

resource service 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: serviceName
}

@batchSize(1)
resource namedValues 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = [
  for value in values: {
    parent: service
    name: value.name
    properties: {
      displayName: value.name
      value: value.value
      secret: false
    }
  }
]

@batchSize(1)
resource policyFragments 'Microsoft.ApiManagement/service/policyFragments@2024-05-01' = [
  for fragment in fragments: {
    parent: service
    name: fragment.name
    properties: {
      format: 'rawxml'
      value: fragment.text
    }
    dependsOn: [
      namedValues
    ]
  }
]

resource globalPolicy 'Microsoft.ApiManagement/service/policies@2024-05-01' = {
  parent: service
  name: 'policy'
  properties: {
    format: 'rawxml'
    value: loadTextContent('../../apim/policies/global.xml')
  }
  dependsOn: [
    policyFragments
  ]
}
