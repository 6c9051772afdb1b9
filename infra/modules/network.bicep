// The virtual network: one subnet for each caller, so that who calls can be told by where the call comes from.
// A service endpoint makes the subnet's identity visible to that service; without it no subnet rule ever matches.

@description('Region of the network.')
param location string

@description('Security group of the gateway\'s subnet.')
param apimSecurityGroupId string

@description('Security group of patient-api\'s subnet.')
param patientSecurityGroupId string

@description('Security group of audit-api\'s subnet.')
param auditSecurityGroupId string

@description('Security group of the auditor\'s subnet; empty: there is no such subnet.')
param auditorSecurityGroupId string

var auditorSubnets = empty(auditorSecurityGroupId)
  ? []
  : [
      {
        // No delegation: the auditor's machine stands in it
        name: 'snet-auditor'
        properties: {
          addressPrefix: '10.20.3.0/28'
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: auditorSecurityGroupId
          }
          serviceEndpoints: [
            {
              service: 'Microsoft.Web'
            }
            {
              service: 'Microsoft.KeyVault'
            }
            {
              service: 'Microsoft.Storage'
            }
          ]
        }
      }
    ]

// Subnets stand here and not as resources of their own: a network that is deployed again deletes what it does not list.
resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: 'vnet'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.20.0.0/16'
      ]
    }
    subnets: concat(
      [
        {
          // No delegation: API Management of the classic tiers is injected. It needs implicit outbound access.
          name: 'snet-apim'
          properties: {
            addressPrefix: '10.20.0.0/27'
            networkSecurityGroup: {
              id: apimSecurityGroupId
            }
            serviceEndpoints: [
              {
                service: 'Microsoft.Web'
              }
              {
                service: 'Microsoft.KeyVault'
              }
            ]
          }
        }
        {
          name: 'snet-patient'
          properties: {
            addressPrefix: '10.20.1.0/26'
            defaultOutboundAccess: false
            networkSecurityGroup: {
              id: patientSecurityGroupId
            }
            delegations: [
              {
                name: 'app-service'
                properties: {
                  serviceName: 'Microsoft.Web/serverFarms'
                }
              }
            ]
            serviceEndpoints: [
              {
                service: 'Microsoft.Web'
              }
              {
                service: 'Microsoft.KeyVault'
              }
              {
                service: 'Microsoft.AzureCosmosDB'
              }
              {
                service: 'Microsoft.Storage'
              }
            ]
          }
        }
        {
          name: 'snet-audit'
          properties: {
            addressPrefix: '10.20.2.0/26'
            defaultOutboundAccess: false
            networkSecurityGroup: {
              id: auditSecurityGroupId
            }
            delegations: [
              {
                name: 'app-service'
                properties: {
                  serviceName: 'Microsoft.Web/serverFarms'
                }
              }
            ]
            serviceEndpoints: [
              {
                service: 'Microsoft.KeyVault'
              }
              {
                service: 'Microsoft.AzureCosmosDB'
              }
              {
                service: 'Microsoft.Storage'
              }
            ]
          }
        }
      ],
      auditorSubnets
    )
  }
}

@description('Resource id of the gateway\'s subnet.')
output apimSubnetId string = '${network.id}/subnets/snet-apim'

@description('Resource id of patient-api\'s subnet.')
output patientSubnetId string = '${network.id}/subnets/snet-patient'

@description('Resource id of audit-api\'s subnet.')
output auditSubnetId string = '${network.id}/subnets/snet-audit'

@description('Resource id of the auditor\'s subnet; empty where there is none.')
output auditorSubnetId string = empty(auditorSecurityGroupId) ? '' : '${network.id}/subnets/snet-auditor'
