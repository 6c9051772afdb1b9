// Which identity holds which app role. Runs after main.bicep, which makes the identities.
targetScope = 'subscription'

extension microsoftGraphV1

@description('Object id of the gateway\'s identity (main.bicep).')
param apimPrincipalId string

@description('Object id of patient-api\'s identity (main.bicep).')
param patientPrincipalId string

@description('Object id of the auditor\'s identity (main.bicep); empty: there is no auditor.')
param auditorPrincipalId string = ''

@description('Object id of the service principal of patient-api (apps.bicep).')
param patientApiPrincipalId string

@description('Object id of the service principal of audit-api (apps.bicep).')
param auditApiPrincipalId string

@description('Id of the app role Patient.Invoke (apps.bicep).')
param patientInvokeRoleId string

@description('Id of the app role AuditRecord.Write (apps.bicep).')
param auditWriteRoleId string

@description('Id of the app role AuditRecord.Reconcile (apps.bicep).')
param auditReconcileRoleId string

@description('Id of the app role AuditRecord.Read (apps.bicep).')
param auditReadRoleId string

resource gatewayInvokesPatientApi 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: patientInvokeRoleId
  principalId: apimPrincipalId
  resourceId: patientApiPrincipalId
}

resource patientApiWritesAuditRecords 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: auditWriteRoleId
  principalId: patientPrincipalId
  resourceId: auditApiPrincipalId
}

resource patientApiReconcilesAuditRecords 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: auditReconcileRoleId
  principalId: patientPrincipalId
  resourceId: auditApiPrincipalId
}

resource auditorReadsAuditRecords 'Microsoft.Graph/appRoleAssignedTo@v1.0' = if (!empty(auditorPrincipalId)) {
  appRoleId: auditReadRoleId
  principalId: auditorPrincipalId
  resourceId: auditApiPrincipalId
}
