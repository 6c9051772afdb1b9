// The registrations of those who call the gateway, and what each of them may do. Runs after apps.bicep.
//   clinic-desk     reads and writes patients
//   clinic-viewer   reads patients
//   partner-client  calls as a partner; it has no secret, and proves itself with a token of its own provider
// A secret or certificate of the two others is made where it is used, never here.
targetScope = 'subscription'

extension microsoftGraphV1

@description('Object id of the service principal of the gateway (apps.bicep).')
param gatewayPrincipalId string

@description('Id of the app role Patient.Read (apps.bicep).')
param patientReadRoleId string

@description('Id of the app role Patient.ReadWrite (apps.bicep).')
param patientReadWriteRoleId string

@description('Id of the app role Partner.Call (apps.bicep).')
param partnerCallRoleId string

@description('Who signs the tokens that partner-client proves itself with: an https address that publishes OpenID metadata.')
param partnerIssuer string

@description('The subject that these tokens name.')
param partnerSubject string

var partnerClientName = 'patienttests-partner-client'

resource clinicDesk 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'patienttests-clinic-desk'
  displayName: 'PatientTests clinic-desk'
  signInAudience: 'AzureADMyOrg'
}

resource clinicViewer 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'patienttests-clinic-viewer'
  displayName: 'PatientTests clinic-viewer'
  signInAudience: 'AzureADMyOrg'
}

resource partnerClient 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: partnerClientName
  displayName: 'PatientTests partner-client'
  signInAudience: 'AzureADMyOrg'
}

resource partnerFederation 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${partnerClientName}/partner-batch'
  description: 'Batch jobs of the partner, signed by its own provider.'
  issuer: partnerIssuer
  subject: partnerSubject
  audiences: [
    'api://AzureADTokenExchange'
  ]
  dependsOn: [
    partnerClient
  ]
}

resource clinicDeskPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: clinicDesk.appId
  appRoleAssignmentRequired: true
}

resource clinicViewerPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: clinicViewer.appId
  appRoleAssignmentRequired: true
}

resource partnerClientPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: partnerClient.appId
  appRoleAssignmentRequired: true
}

resource clinicDeskReadsAndWrites 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: patientReadWriteRoleId
  principalId: clinicDeskPrincipal.id
  resourceId: gatewayPrincipalId
}

resource clinicViewerReads 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: patientReadRoleId
  principalId: clinicViewerPrincipal.id
  resourceId: gatewayPrincipalId
}

resource partnerClientCalls 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: partnerCallRoleId
  principalId: partnerClientPrincipal.id
  resourceId: gatewayPrincipalId
}

@description('Client id of clinic-desk.')
output CLINIC_DESK_CLIENT_ID string = clinicDesk.appId

@description('Client id of clinic-viewer.')
output CLINIC_VIEWER_CLIENT_ID string = clinicViewer.appId

@description('Client id of partner-client.')
output PARTNER_CLIENT_ID string = partnerClient.appId
