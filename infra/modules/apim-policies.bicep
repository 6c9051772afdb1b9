// What all APIs share: named values, fragments, the global policy. A policy is validated when it is written, so what it
// names comes before it.
import { externalTenant, limits } from 'limits.bicep'

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

@description('Application ID URI of the gateway: what clients ask a token for.')
param gatewayApplicationIdUri string

@description('Client id of the registration of the gateway: the audience that tokens name.')
param gatewayRegistrationId string

@description('Address range of the front end (IPv4, CIDR); empty: there is none.')
param frontEndAddressRange string

@description('Address ranges from which partners may call (IPv4, CIDR); empty: from any address.')
param partnerAddressRanges string[]

@description('The external tenant.')
param external externalTenant

@description('How much callers may call.')
param limit limits

// Whatever is no address range ends the deployment here
var ranges = map(partnerAddressRanges, range => '${parseCidr(range).network}/${parseCidr(range).cidr}')
var frontEnd = map(empty(frontEndAddressRange) ? [] : [frontEndAddressRange], range => '${parseCidr(range).network}/${parseCidr(range).cidr}')

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
    name: 'tenant-id'
    value: tenant().tenantId
  }
  {
    name: 'gateway-application-id-uri'
    value: gatewayApplicationIdUri
  }
  {
    name: 'gateway-registration-id'
    value: gatewayRegistrationId
  }
  {
    name: 'external-id-openid-configuration'
    value: 'https://${external.domain}.ciamlogin.com/${external.tenantId}/v2.0/.well-known/openid-configuration'
  }
  {
    name: 'external-id-issuer'
    value: 'https://${external.tenantId}.ciamlogin.com/${external.tenantId}/v2.0'
  }
  {
    name: 'external-id-audience'
    value: external.audience
  }
  {
    name: 'front-end-prefix'
    value: empty(frontEnd) ? 'none' : frontEnd[0]
  }
  {
    name: 'partner-addresses'
    value: empty(ranges) ? 'any' : join(ranges, ',')
  }
  {
    name: 'rate-limit-calls'
    value: string(limit.clinicRate.calls)
  }
  {
    name: 'rate-limit-period'
    value: string(limit.clinicRate.period)
  }
  {
    name: 'private-rate-calls'
    value: string(limit.privateRate.calls)
  }
  {
    name: 'private-rate-period'
    value: string(limit.privateRate.period)
  }
  {
    name: 'partner-rate-calls'
    value: string(limit.partnerRate.calls)
  }
  {
    name: 'partner-rate-period'
    value: string(limit.partnerRate.period)
  }
  {
    name: 'partner-quota-calls'
    value: string(limit.partnerQuota.calls)
  }
  {
    name: 'partner-quota-period'
    value: string(limit.partnerQuota.period)
  }
  {
    name: 'public-rate-calls'
    value: string(limit.publicRate.calls)
  }
  {
    name: 'public-rate-period'
    value: string(limit.publicRate.period)
  }
  {
    // At most 4096 characters
    name: 'test-codes'
    value: string(loadJsonContent('../../apim/catalogue/test-codes.json'))
  }
]

var fragments = [
  {
    name: 'address-in-ranges'
    text: loadTextContent('../../apim/policies/fragments/address-in-ranges.xml')
  }
  {
    name: 'forwarded-address'
    text: loadTextContent('../../apim/policies/fragments/forwarded-address.xml')
  }
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
    name: 'invalid-content'
    text: loadTextContent('../../apim/policies/fragments/invalid-content.xml')
  }
  {
    name: 'refuse-token'
    text: loadTextContent('../../apim/policies/fragments/refuse-token.xml')
  }
  {
    name: 'require-permission'
    text: loadTextContent('../../apim/policies/fragments/require-permission.xml')
  }
  {
    name: 'try-later'
    text: loadTextContent('../../apim/policies/fragments/try-later.xml')
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
