// The products: who may call which API, by what. Each that needs a key has a first subscription.

@description('Name of the API Management service.')
param serviceName string

@description('The product that needs a token alone.')
@allowed([
  'none'
  'private'
  'partner'
])
param tokenOnlyProduct string

var products = [
  {
    name: 'clinic'
    displayName: 'Clinic'
    description: 'Access to patients and their tests with a subscription key.'
    api: 'patient-api'
    keyRequired: true
    policy: loadTextContent('../../apim/policies/products/clinic.xml')
  }
  {
    name: 'private'
    displayName: 'Private'
    description: 'Access to patients and their tests for applications of the tenant, through the private front end.'
    api: 'patient-api'
    keyRequired: tokenOnlyProduct != 'private'
    policy: loadTextContent('../../apim/policies/products/private.xml')
  }
  {
    name: 'partner'
    displayName: 'Partner'
    description: 'Access to patients and their tests for other organisations.'
    api: 'patient-api'
    keyRequired: tokenOnlyProduct != 'partner'
    policy: loadTextContent('../../apim/policies/products/partner.xml')
  }
  {
    name: 'public'
    displayName: 'Public'
    description: 'What may be known to all.'
    api: 'catalogue'
    keyRequired: false
    policy: loadTextContent('../../apim/policies/products/public.xml')
  }
]
var withKey = filter(products, product => product.keyRequired)

resource service 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: serviceName
}

// Approval can be asked for only where a subscription is
@batchSize(1)
resource definitions 'Microsoft.ApiManagement/service/products@2024-05-01' = [
  for product in products: {
    parent: service
    name: product.name
    properties: {
      displayName: product.displayName
      description: product.description
      subscriptionRequired: product.keyRequired
      ...(product.keyRequired ? { approvalRequired: true } : {})
      state: 'published'
    }
  }
]

// Writes to one service are made one after another. The policy comes first: no call meets a product without its policy
@batchSize(1)
resource policies 'Microsoft.ApiManagement/service/products/policies@2024-05-01' = [
  for (product, i) in products: {
    parent: definitions[i]
    name: 'policy'
    properties: {
      format: 'rawxml'
      value: product.policy
    }
  }
]

@batchSize(1)
resource apis 'Microsoft.ApiManagement/service/products/apis@2024-05-01' = [
  for (product, i) in products: {
    parent: definitions[i]
    name: product.api
    dependsOn: [
      policies
    ]
  }
]

// Scoped to the product: a key for the API, or for all APIs, would skip the product's policy
@batchSize(1)
resource subscriptions 'Microsoft.ApiManagement/service/subscriptions@2024-05-01' = [
  for product in withKey: {
    parent: service
    name: '${product.name}-demo'
    properties: {
      displayName: '${product.name}-demo'
      scope: '/products/${product.name}'
      state: 'active'
      allowTracing: false
    }
    dependsOn: [
      apis
    ]
  }
]
