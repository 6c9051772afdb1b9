// The auditor: who reads the audit trail and holds it against its seals, from a subnet and with an identity of its own.
// What the identity may do is decided where the grants are made.

@description('Region of all resources.')
param location string

// Inbound traffic is for whoever adds a way in for the auditor's machine. A managed identity gets its tokens from the
// machine's own endpoint, so that Entra ID need not be reached.
var rules = [
  {
    name: 'DenyAll'
    direction: 'Inbound'
    priority: 4000
    access: 'Deny'
    source: '*'
    destination: '*'
    ports: ['*']
  }
  // audit-api
  {
    name: 'AllowAuditApi'
    direction: 'Outbound'
    priority: 100
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AppService'
    ports: ['443']
  }
  // The auditor's host key, the public key of the seals
  {
    name: 'AllowKeyVault'
    direction: 'Outbound'
    priority: 110
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AzureKeyVault'
    ports: ['443']
  }
  // The seals
  {
    name: 'AllowStorage'
    direction: 'Outbound'
    priority: 120
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'Storage'
    ports: ['443']
  }
  {
    name: 'DenyAllElse'
    direction: 'Outbound'
    priority: 4000
    access: 'Deny'
    source: '*'
    destination: '*'
    ports: ['*']
  }
]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-auditor'
  location: location
}

module securityGroup 'security-group.bicep' = {
  name: 'nsg-auditor'
  params: {
    name: 'nsg-auditor'
    location: location
    rules: rules
  }
}

@description('Name of the auditor\'s identity.')
output identityName string = identity.name

@description('Client id of the auditor\'s identity.')
output clientId string = identity.properties.clientId

@description('Object id of the auditor\'s identity.')
output principalId string = identity.properties.principalId

@description('Resource id of the group of the auditor\'s subnet.')
output securityGroupId string = securityGroup.outputs.id
