// The API "patient-api", the product "clinic" that contains it, and a first subscription to that product.

@description('Name of the API Management service.')
param serviceName string

@description('Base URL of patient-api, including /api.')
param patientApiUrl string

resource service 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: serviceName
}

resource api 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: service
  name: 'patient-api'
  properties: {
    displayName: 'Patient API'
    description: 'Patients and their tests. Each operation leaves an audit record before it touches any data.'
    path: 'patient'
    protocols: [
      'https'
    ]
    serviceUrl: '${patientApiUrl}/patient'
    subscriptionRequired: true
    subscriptionKeyParameterNames: {
      header: 'Ocp-Apim-Subscription-Key'
      query: 'subscription-key'
    }
    format: 'openapi'
    value: loadTextContent('../../apim/openapi/patient-api.yaml')
  }
}

resource apiPolicy 'Microsoft.ApiManagement/service/apis/policies@2024-05-01' = {
  parent: api
  name: 'policy'
  properties: {
    format: 'rawxml'
    value: loadTextContent('../../apim/policies/apis/patient-api.xml')
  }
}

resource clinic 'Microsoft.ApiManagement/service/products@2024-05-01' = {
  parent: service
  name: 'clinic'
  properties: {
    displayName: 'Clinic'
    description: 'Access to patients and their tests with a subscription key.'
    subscriptionRequired: true
    approvalRequired: true
    state: 'published'
  }
  // Writes to one service are made one after another
  dependsOn: [
    apiPolicy
  ]
}

resource clinicApi 'Microsoft.ApiManagement/service/products/apis@2024-05-01' = {
  parent: clinic
  name: api.name
}

resource clinicPolicy 'Microsoft.ApiManagement/service/products/policies@2024-05-01' = {
  parent: clinic
  name: 'policy'
  properties: {
    format: 'rawxml'
    value: loadTextContent('../../apim/policies/products/clinic.xml')
  }
  dependsOn: [
    clinicApi
  ]
}

// Scoped to the product: a key for the API, or for all APIs, would skip the product's policy
resource clinicDemo 'Microsoft.ApiManagement/service/subscriptions@2024-05-01' = {
  parent: service
  name: 'clinic-demo'
  properties: {
    displayName: 'clinic-demo'
    scope: '/products/${clinic.name}'
    state: 'active'
    allowTracing: false
  }
  dependsOn: [
    clinicPolicy
  ]
}
