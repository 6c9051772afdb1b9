// The API "patient-api".

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
