// Outputs of main.bicep and of apps.bicep.
using 'assignments.bicep'

param apimPrincipalId = readEnvironmentVariable('IDENTITY_APIM_PRINCIPAL_ID', '')
param patientPrincipalId = readEnvironmentVariable('IDENTITY_PATIENT_PRINCIPAL_ID', '')
param auditorPrincipalId = readEnvironmentVariable('IDENTITY_AUDITOR_PRINCIPAL_ID', '')
param patientApiPrincipalId = readEnvironmentVariable('PATIENT_API_PRINCIPAL_ID', '')
param auditApiPrincipalId = readEnvironmentVariable('AUDIT_API_PRINCIPAL_ID', '')
param patientInvokeRoleId = readEnvironmentVariable('PATIENT_INVOKE_ROLE_ID', '')
param auditWriteRoleId = readEnvironmentVariable('AUDIT_WRITE_ROLE_ID', '')
param auditReconcileRoleId = readEnvironmentVariable('AUDIT_RECONCILE_ROLE_ID', '')
param auditReadRoleId = readEnvironmentVariable('AUDIT_READ_ROLE_ID', '')
