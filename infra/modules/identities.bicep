// One user-assigned identity for each caller: what an identity may do is decided where the grant is made.

@description('Region of the identities.')
param location string

resource apim 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-apim'
  location: location
}

resource patient 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-patient'
  location: location
}

resource audit 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-audit'
  location: location
}

@description('Resource id of the gateway\'s identity.')
output apimIdentityId string = apim.id

@description('Name of the gateway\'s identity.')
output apimIdentityName string = apim.name

@description('Client id of the gateway\'s identity.')
output apimClientId string = apim.properties.clientId

@description('Object id of the gateway\'s identity.')
output apimPrincipalId string = apim.properties.principalId

@description('Resource id of patient-api\'s identity.')
output patientIdentityId string = patient.id

@description('Name of patient-api\'s identity.')
output patientIdentityName string = patient.name

@description('Client id of patient-api\'s identity.')
output patientClientId string = patient.properties.clientId

@description('Object id of patient-api\'s identity.')
output patientPrincipalId string = patient.properties.principalId

@description('Resource id of audit-api\'s identity.')
output auditIdentityId string = audit.id

@description('Name of audit-api\'s identity.')
output auditIdentityName string = audit.name

@description('Client id of audit-api\'s identity.')
output auditClientId string = audit.properties.clientId

@description('Object id of audit-api\'s identity.')
output auditPrincipalId string = audit.properties.principalId
