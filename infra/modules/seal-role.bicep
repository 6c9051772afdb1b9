// A role of our own, which can be assigned in this resource group: no built-in role is as narrow.

@description('Name of the role; a tenant has each name once, so the resource group\'s hash is added to it.')
param roleName string

@description('What the role is for.')
param purpose string

@description('What its holder may do with data. Nothing else.')
param dataActions string[]

resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, roleName)
  properties: {
    roleName: '${roleName} ${uniqueString(resourceGroup().id)}'
    description: purpose
    type: 'CustomRole'
    assignableScopes: [
      resourceGroup().id
    ]
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: dataActions
        notDataActions: []
      }
    ]
  }
}

@description('Resource id of the role.')
output id string = role.id
