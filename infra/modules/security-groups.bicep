// What may enter and leave each subnet. Groups come before the network that uses them, so they name service tags only.

@description('Region of the groups.')
param location string

// API Management in a virtual network: without the rules marked "Needed" the service does not run.
// Its way to the internet stays open besides: the platform needs more destinations than have a service tag.
var apimRules = [
  // Clients reach the gateway over HTTPS
  {
    name: 'AllowClients'
    direction: 'Inbound'
    priority: 100
    access: 'Allow'
    source: 'Internet'
    destination: 'VirtualNetwork'
    ports: ['443']
  }
  // Needed: control plane of the service
  {
    name: 'AllowManagement'
    direction: 'Inbound'
    priority: 110
    access: 'Allow'
    source: 'ApiManagement'
    destination: 'VirtualNetwork'
    ports: ['3443']
  }
  // Needed: probes of the platform
  {
    name: 'AllowLoadBalancer'
    direction: 'Inbound'
    priority: 120
    access: 'Allow'
    source: 'AzureLoadBalancer'
    destination: 'VirtualNetwork'
    ports: ['6390']
  }
  {
    name: 'DenyAll'
    direction: 'Inbound'
    priority: 4000
    access: 'Deny'
    source: '*'
    destination: '*'
    ports: ['*']
  }
  // Needed: validation and renewal of certificates
  {
    name: 'AllowCertificates'
    direction: 'Outbound'
    priority: 100
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'Internet'
    ports: ['80']
  }
  // Needed: storage of the service
  {
    name: 'AllowStorage'
    direction: 'Outbound'
    priority: 110
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'Storage'
    ports: ['443']
  }
  // Needed: database of the service
  {
    name: 'AllowSql'
    direction: 'Outbound'
    priority: 120
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'Sql'
    ports: ['1433']
  }
  // Needed: the service itself, and policies that read the host key
  {
    name: 'AllowKeyVault'
    direction: 'Outbound'
    priority: 130
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AzureKeyVault'
    ports: ['443']
  }
  // Needed: metrics and health
  {
    name: 'AllowMonitor'
    direction: 'Outbound'
    priority: 140
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AzureMonitor'
    ports: ['443', '1886']
  }
  // Tokens of the managed identity
  {
    name: 'AllowEntra'
    direction: 'Outbound'
    priority: 150
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AzureActiveDirectory'
    ports: ['443']
  }
  // patient-api
  {
    name: 'AllowBackends'
    direction: 'Outbound'
    priority: 160
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AppService'
    ports: ['443']
  }
  {
    name: 'DenyRemoteAdministration'
    direction: 'Outbound'
    priority: 3990
    access: 'Deny'
    source: '*'
    destination: 'VirtualNetwork'
    ports: ['22', '3389']
  }
]

// Integration subnets carry outgoing traffic only: requests reach App Service elsewhere.
var appRules = [
  // Tokens of the managed identity
  {
    name: 'AllowEntra'
    direction: 'Outbound'
    priority: 100
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AzureActiveDirectory'
    ports: ['443']
  }
  {
    name: 'AllowKeyVault'
    direction: 'Outbound'
    priority: 110
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AzureKeyVault'
    ports: ['443']
  }
  {
    name: 'AllowCosmosDb'
    direction: 'Outbound'
    priority: 120
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AzureCosmosDB'
    ports: ['443']
  }
  // Storage of the Functions host
  {
    name: 'AllowStorage'
    direction: 'Outbound'
    priority: 130
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'Storage'
    ports: ['443']
  }
  {
    name: 'AllowMonitor'
    direction: 'Outbound'
    priority: 140
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AzureMonitor'
    ports: ['443']
  }
  {
    name: 'DenyRemoteAdministration'
    direction: 'Outbound'
    priority: 3990
    access: 'Deny'
    source: '*'
    destination: 'VirtualNetwork'
    ports: ['22', '3389']
  }
  // Whatever is not named above
  {
    name: 'DenyInternet'
    direction: 'Outbound'
    priority: 4000
    access: 'Deny'
    source: '*'
    destination: 'Internet'
    ports: ['*']
  }
]

var auditApiRules = [
  {
    name: 'AllowAuditApi'
    direction: 'Outbound'
    priority: 150
    access: 'Allow'
    source: 'VirtualNetwork'
    destination: 'AppService'
    ports: ['443']
  }
]

module apim 'security-group.bicep' = {
  name: 'nsg-apim'
  params: {
    name: 'nsg-apim'
    location: location
    rules: apimRules
  }
}

module patient 'security-group.bicep' = {
  name: 'nsg-patient'
  params: {
    name: 'nsg-patient'
    location: location
    rules: concat(appRules, auditApiRules)
  }
}

module audit 'security-group.bicep' = {
  name: 'nsg-audit'
  params: {
    name: 'nsg-audit'
    location: location
    rules: appRules
  }
}

@description('Resource id of the group of the subnet of the gateway.')
output apimId string = apim.outputs.id

@description('Resource id of the group of the subnet of patient-api.')
output patientId string = patient.outputs.id

@description('Resource id of the group of the subnet of audit-api.')
output auditId string = audit.outputs.id
