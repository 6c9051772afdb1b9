// A network security group from short rules: TCP, from one service tag to another.

@description('Name of the group.')
param name string

@description('Region of the group.')
param location string

@description('Rules: name, direction, priority, access, source, destination and ports of each.')
param rules array

resource group 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: name
  location: location
  properties: {
    securityRules: [
      for rule in rules: {
        name: rule.name
        properties: {
          direction: rule.direction
          priority: rule.priority
          access: rule.access
          protocol: rule.access == 'Allow' ? 'Tcp' : '*'
          sourceAddressPrefix: rule.source
          sourcePortRange: '*'
          destinationAddressPrefix: rule.destination
          destinationPortRanges: rule.ports
        }
      }
    ]
  }
}

@description('Resource id of the group.')
output id string = group.id
