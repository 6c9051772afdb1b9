// The API "catalogue": what may be known to all. Its policy answers; nothing stands behind it.

@description('Name of the API Management service.')
param serviceName string

resource service 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: serviceName
}

resource api 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: service
  name: 'catalogue'
  properties: {
    displayName: 'Catalogue'
    description: 'The codes of tests. Nothing in it is personal.'
    path: 'catalogue'
    protocols: [
      'https'
    ]
    // Without a subscription the API is open in the context of its open product only
    subscriptionRequired: true
    subscriptionKeyParameterNames: {
      header: 'Ocp-Apim-Subscription-Key'
      query: 'subscription-key'
    }
    format: 'openapi'
    value: loadTextContent('../../apim/openapi/catalogue.yaml')
  }

  // Named after the operation that the document declares
  resource listTestCodes 'operations' existing = {
    name: 'list-test-codes'
  }
}

resource apiPolicy 'Microsoft.ApiManagement/service/apis/policies@2024-05-01' = {
  parent: api
  name: 'policy'
  properties: {
    format: 'rawxml'
    value: loadTextContent('../../apim/policies/apis/catalogue.xml')
  }
}

resource operationPolicy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = {
  parent: api::listTestCodes
  name: 'policy'
  properties: {
    format: 'rawxml'
    value: loadTextContent('../../apim/policies/operations/list-test-codes.xml')
  }
  dependsOn: [
    apiPolicy
  ]
}
