// The three registrations. Each is an audience of its own; an identity without a role of it gets no token for it at all.
//   gateway      what clients ask a token for
//   patient-api  what the gateway asks a token for
//   audit-api    what patient-api and the auditor ask a token for
targetScope = 'subscription'

extension microsoftGraphV1

// Roles that assignments.bicep and clients.bicep give away
var patientReadRole = guid('patienttests-gateway', 'Patient.Read')
var patientReadWriteRole = guid('patienttests-gateway', 'Patient.ReadWrite')
var partnerCallRole = guid('patienttests-gateway', 'Partner.Call')
var patientInvokeRole = guid('patienttests-patient-api', 'Patient.Invoke')
var auditWriteRole = guid('patienttests-audit-api', 'AuditRecord.Write')
var auditReconcileRole = guid('patienttests-audit-api', 'AuditRecord.Reconcile')
var auditReadRole = guid('patienttests-audit-api', 'AuditRecord.Read')

resource gateway 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'patienttests-gateway'
  displayName: 'PatientTests gateway'
  signInAudience: 'AzureADMyOrg'
  identifierUris: [
    'api://${tenant().tenantId}/gateway'
  ]
  api: {
    requestedAccessTokenVersion: 2
  }
  appRoles: [
    {
      id: patientReadRole
      value: 'Patient.Read'
      displayName: 'Read patients'
      description: 'Reads patients through the gateway.'
      allowedMemberTypes: [
        'Application'
      ]
      isEnabled: true
    }
    {
      id: patientReadWriteRole
      value: 'Patient.ReadWrite'
      displayName: 'Read and write patients'
      description: 'Reads, creates and changes patients through the gateway.'
      allowedMemberTypes: [
        'Application'
      ]
      isEnabled: true
    }
    {
      id: partnerCallRole
      value: 'Partner.Call'
      displayName: 'Call as a partner'
      description: 'Calls the gateway as a partner.'
      allowedMemberTypes: [
        'Application'
      ]
      isEnabled: true
    }
  ]
}

resource patientApi 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'patienttests-patient-api'
  displayName: 'PatientTests patient-api'
  signInAudience: 'AzureADMyOrg'
  identifierUris: [
    'api://${tenant().tenantId}/patient-api'
  ]
  api: {
    requestedAccessTokenVersion: 2
  }
  appRoles: [
    {
      id: patientInvokeRole
      value: 'Patient.Invoke'
      displayName: 'Invoke patient-api'
      description: 'Calls patient-api on behalf of clients. For the gateway alone.'
      allowedMemberTypes: [
        'Application'
      ]
      isEnabled: true
    }
  ]
}

resource auditApi 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'patienttests-audit-api'
  displayName: 'PatientTests audit-api'
  signInAudience: 'AzureADMyOrg'
  identifierUris: [
    'api://${tenant().tenantId}/audit-api'
  ]
  api: {
    requestedAccessTokenVersion: 2
  }
  appRoles: [
    {
      id: auditWriteRole
      value: 'AuditRecord.Write'
      displayName: 'Write audit records'
      description: 'Appends audit records.'
      allowedMemberTypes: [
        'Application'
      ]
      isEnabled: true
    }
    {
      id: auditReconcileRole
      value: 'AuditRecord.Reconcile'
      displayName: 'Reconcile audit records'
      description: 'Reads its own open attempts, to record how they ended.'
      allowedMemberTypes: [
        'Application'
      ]
      isEnabled: true
    }
    {
      id: auditReadRole
      value: 'AuditRecord.Read'
      displayName: 'Read audit records'
      description: 'Reads audit records. For the auditor alone.'
      allowedMemberTypes: [
        'Application'
      ]
      isEnabled: true
    }
  ]
}

resource gatewayPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: gateway.appId
  appRoleAssignmentRequired: true
}

resource patientApiPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: patientApi.appId
  appRoleAssignmentRequired: true
}

resource auditApiPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: auditApi.appId
  appRoleAssignmentRequired: true
}

@description('Client id of the registration of the gateway.')
output GATEWAY_REGISTRATION_ID string = gateway.appId

@description('Object id of the service principal of the gateway.')
output GATEWAY_PRINCIPAL_ID string = gatewayPrincipal.id

@description('Id of the app role Patient.Read.')
output PATIENT_READ_ROLE_ID string = patientReadRole

@description('Id of the app role Patient.ReadWrite.')
output PATIENT_READ_WRITE_ROLE_ID string = patientReadWriteRole

@description('Id of the app role Partner.Call.')
output PARTNER_CALL_ROLE_ID string = partnerCallRole

@description('Client id of the registration of patient-api.')
output PATIENT_API_REGISTRATION_ID string = patientApi.appId

@description('Object id of the service principal of patient-api.')
output PATIENT_API_PRINCIPAL_ID string = patientApiPrincipal.id

@description('Id of the app role Patient.Invoke.')
output PATIENT_INVOKE_ROLE_ID string = patientInvokeRole

@description('Client id of the registration of audit-api.')
output AUDIT_API_REGISTRATION_ID string = auditApi.appId

@description('Object id of the service principal of audit-api.')
output AUDIT_API_PRINCIPAL_ID string = auditApiPrincipal.id

@description('Id of the app role AuditRecord.Write.')
output AUDIT_WRITE_ROLE_ID string = auditWriteRole

@description('Id of the app role AuditRecord.Reconcile.')
output AUDIT_RECONCILE_ROLE_ID string = auditReconcileRole

@description('Id of the app role AuditRecord.Read.')
output AUDIT_READ_ROLE_ID string = auditReadRole
