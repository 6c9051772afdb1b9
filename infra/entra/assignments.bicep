// Which identity holds which app role. Runs after main.bicep, which makes the identities.
extension microsoftGraphV1

@description('Object id of the gateway\'s identity (main.bicep).')
param apimPrincipalId string

@description('Object id of patient-api\'s identity (main.bicep).')
param patientPrincipalId string

@description('Object id of the service principal of patient-api (apps.bicep).')
param patientApiPrincipalId string

@description('Object id of the service principal of audit-api (apps.bicep).')
param auditApiPrincipalId string

resource gatewayInvokesPatientApi 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: guid('patienttests-patient-api', 'Patient.Invoke')
  principalId: apimPrincipalId
  resourceId: patientApiPrincipalId
}

resource patientApiWritesAuditRecords 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: guid('patienttests-audit-api', 'AuditRecord.Write')
  principalId: patientPrincipalId
  resourceId: auditApiPrincipalId
}

resource patientApiReconcilesAuditRecords 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: guid('patienttests-audit-api', 'AuditRecord.Reconcile')
  principalId: patientPrincipalId
  resourceId: auditApiPrincipalId
}
