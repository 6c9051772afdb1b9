// Outputs of apps.bicep, and the partner's own provider.
using 'clients.bicep'

param gatewayPrincipalId = readEnvironmentVariable('GATEWAY_PRINCIPAL_ID', '')
param patientReadRoleId = readEnvironmentVariable('PATIENT_READ_ROLE_ID', '')
param patientReadWriteRoleId = readEnvironmentVariable('PATIENT_READ_WRITE_ROLE_ID', '')
param partnerCallRoleId = readEnvironmentVariable('PARTNER_CALL_ROLE_ID', '')
param partnerIssuer = readEnvironmentVariable('PARTNER_ISSUER', 'https://issuer.partner.example')
param partnerSubject = readEnvironmentVariable('PARTNER_SUBJECT', 'partner-batch')
