// The secured path: API Management in front of patient-api in front of audit-api, each reachable only from the one before.
//
// Order of a first deployment: entra/apps.bicep, this file, entra/assignments.bicep, scripts/seed-secrets, the apps' code,
// scripts/create-host-keys, host-keys.bicep.
targetScope = 'subscription'

import { externalTenant, limits } from 'modules/limits.bicep'

@description('Name of the environment; it becomes part of the resource group\'s name.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of all resources.')
param location string = deployment().location

@description('Ending of all global names, letters a-z and digits only: storage accounts take no others. Upper case becomes lower case. Another ending avoids names that a deleted vault or gateway still holds.')
@maxLength(2)
param nameSuffix string = ''

@description('Client id of the registration of patient-api (entra/apps.bicep).')
param patientApiRegistrationId string

@description('Client id of the registration of audit-api (entra/apps.bicep).')
param auditApiRegistrationId string

@description('Organisation that publishes the APIs.')
param publisherName string = 'PatientTests'

@description('Where API Management sends its notices.')
param publisherEmail string

@description('Tier of API Management.')
@allowed([
  'Developer'
  'Premium'
])
param apimSku string = 'Developer'

@description('Size of each function app\'s plan.')
param planSku string = 'P0v3'

@description('Addresses that may deploy code (CIDR); empty: nobody, which is the state to leave behind.')
param deployerAddressRange string = ''

@description('Client id of the registration of the gateway (entra/apps.bicep).')
param gatewayRegistrationId string

@description('The external tenant, where partners have their users.')
param external externalTenant

@description('The product that needs a token alone, without a subscription key. It can be one at most: an API is in one such product at most, and both would hold patient-api.')
@allowed([
  'none'
  'private'
  'partner'
])
param tokenOnlyProduct string = 'none'

@description('Address range of the front end (IPv4, CIDR); empty: there is none, so product private lets nobody in.')
param frontEndAddressRange string = ''

@description('Address ranges from which partners may call (IPv4, CIDR); empty: from any address.')
param partnerAddressRanges string[] = []

@description('How much callers of each product may call.')
param limit limits = {
  clinicRate: {
    calls: 1000
    period: 10
  }
  privateRate: {
    calls: 500
    period: 10
  }
  partnerRate: {
    calls: 100
    period: 10
  }
  partnerQuota: {
    calls: 100000
    period: 86400
  }
  publicRate: {
    calls: 60
    period: 60
  }
}

@description('How many seconds the gateway uses a host key before it reads it again.')
@minValue(1)
@maxValue(300)
param hostKeyCacheSeconds int = 300

@description('Whether there is an auditor, who reads the audit trail with an identity and from a subnet of their own.')
param auditorAccess bool = false

@description('How many days a seal of the audit trail can be neither changed nor deleted.')
param sealRetentionDays int = 3653

var ending = toLower(nameSuffix)
var characters = map(range(0, length(ending)), index => substring(ending, index, 1))
var strange = filter(characters, character => !contains('abcdefghijklmnopqrstuvwxyz0123456789', character))
var token = empty(strange)
  ? '${uniqueString(subscription().id, environmentName, location)}${ending}'
  : fail('Parameter nameSuffix takes letters a-z and digits only.')
var patientApiApplicationIdUri = 'api://${tenant().tenantId}/patient-api'
var auditApiApplicationIdUri = 'api://${tenant().tenantId}/audit-api'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: {
    'azd-env-name': environmentName
  }
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  scope: group
  params: {
    location: location
  }
}

module securityGroups 'modules/security-groups.bicep' = {
  name: 'security-groups'
  scope: group
  params: {
    location: location
  }
}

module auditor 'modules/auditor.bicep' = if (auditorAccess) {
  name: 'auditor'
  scope: group
  params: {
    location: location
  }
}

module network 'modules/network.bicep' = {
  name: 'network'
  scope: group
  params: {
    location: location
    apimSecurityGroupId: securityGroups.outputs.apimId
    patientSecurityGroupId: securityGroups.outputs.patientId
    auditSecurityGroupId: securityGroups.outputs.auditId
    auditorSecurityGroupId: auditorAccess ? auditor!.outputs.securityGroupId : ''
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    location: location
    name: 'kv-${token}'
    subnetIds: concat(
      [
        network.outputs.apimSubnetId
        network.outputs.patientSubnetId
        network.outputs.auditSubnetId
      ],
      auditorAccess ? [network.outputs.auditorSubnetId] : []
    )
  }
}

module auditApi 'modules/audit-api.bicep' = {
  name: 'audit-api'
  scope: group
  params: {
    location: location
    token: token
    vaultName: vault.outputs.name
    vaultUri: vault.outputs.uri
    planSku: planSku
    identityId: identities.outputs.auditIdentityId
    identityName: identities.outputs.auditIdentityName
    clientId: identities.outputs.auditClientId
    subnetId: network.outputs.auditSubnetId
    callers: concat(
      [
        {
          name: 'AllowPatientApi'
          subnetId: network.outputs.patientSubnetId
          clientId: identities.outputs.patientClientId
          principalId: identities.outputs.patientPrincipalId
        }
      ],
      auditorAccess
        ? [
            {
              name: 'AllowAuditor'
              subnetId: network.outputs.auditorSubnetId
              clientId: auditor!.outputs.clientId
              principalId: auditor!.outputs.principalId
            }
          ]
        : []
    )
    registrationId: auditApiRegistrationId
    applicationIdUri: auditApiApplicationIdUri
    deployerAddressRange: deployerAddressRange
    auditorIdentityName: auditorAccess ? auditor!.outputs.identityName : ''
    auditorSubnetId: network.outputs.auditorSubnetId
    sealRetentionDays: sealRetentionDays
  }
}

module patientApi 'modules/patient-api.bicep' = {
  name: 'patient-api'
  scope: group
  params: {
    location: location
    token: token
    vaultName: vault.outputs.name
    vaultUri: vault.outputs.uri
    planSku: planSku
    identityId: identities.outputs.patientIdentityId
    identityName: identities.outputs.patientIdentityName
    clientId: identities.outputs.patientClientId
    subnetId: network.outputs.patientSubnetId
    callers: [
      {
        name: 'AllowGateway'
        subnetId: network.outputs.apimSubnetId
        clientId: identities.outputs.apimClientId
        principalId: identities.outputs.apimPrincipalId
      }
    ]
    registrationId: patientApiRegistrationId
    applicationIdUri: patientApiApplicationIdUri
    deployerAddressRange: deployerAddressRange
    auditApiHostName: auditApi.outputs.hostName
    auditApiApplicationIdUri: auditApiApplicationIdUri
  }
}

module gateway 'modules/gateway.bicep' = {
  name: 'gateway'
  scope: group
  params: {
    location: location
    name: 'apim-${token}'
    skuName: apimSku
    publisherName: publisherName
    publisherEmail: publisherEmail
    identityId: identities.outputs.apimIdentityId
    clientId: identities.outputs.apimClientId
    subnetId: network.outputs.apimSubnetId
    patientApiHostName: patientApi.outputs.hostName
    patientApiApplicationIdUri: patientApiApplicationIdUri
    vaultUri: vault.outputs.uri
    hostKeyCacheSeconds: hostKeyCacheSeconds
    gatewayApplicationIdUri: 'api://${tenant().tenantId}/gateway'
    gatewayRegistrationId: gatewayRegistrationId
    frontEndAddressRange: frontEndAddressRange
    partnerAddressRanges: partnerAddressRanges
    external: external
    limit: limit
    tokenOnlyProduct: tokenOnlyProduct
  }
}

@description('Tenant of the deployment.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('Name of the resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the vault.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('Name of the API Management service.')
output AZURE_API_MANAGEMENT_NAME string = gateway.outputs.name

@description('Base URL of the gateway.')
output AZURE_API_MANAGEMENT_URL string = gateway.outputs.gatewayUrl

@description('Name of patient-api.')
output SERVICE_PATIENT_API_NAME string = patientApi.outputs.appName

@description('Host name of patient-api.')
output SERVICE_PATIENT_API_HOST string = patientApi.outputs.hostName

@description('Name of patient-api\'s Cosmos DB account.')
output SERVICE_PATIENT_API_COSMOS_NAME string = patientApi.outputs.cosmosName

@description('Name of audit-api.')
output SERVICE_AUDIT_API_NAME string = auditApi.outputs.appName

@description('Host name of audit-api.')
output SERVICE_AUDIT_API_HOST string = auditApi.outputs.hostName

@description('Name of audit-api\'s Cosmos DB account.')
output SERVICE_AUDIT_API_COSMOS_NAME string = auditApi.outputs.cosmosName

@description('Identifier of the key that signs the seals of the audit trail.')
output AUDIT_SEAL_KEY_ID string = auditApi.outputs.sealKeyId

@description('Address of the container of the seals.')
output AUDIT_SEALS_URL string = auditApi.outputs.sealsUrl

@description('Client id of the gateway\'s identity.')
output IDENTITY_APIM_CLIENT_ID string = identities.outputs.apimClientId

@description('Object id of the gateway\'s identity.')
output IDENTITY_APIM_PRINCIPAL_ID string = identities.outputs.apimPrincipalId

@description('Client id of patient-api\'s identity.')
output IDENTITY_PATIENT_CLIENT_ID string = identities.outputs.patientClientId

@description('Object id of patient-api\'s identity.')
output IDENTITY_PATIENT_PRINCIPAL_ID string = identities.outputs.patientPrincipalId

@description('Client id of audit-api\'s identity.')
output IDENTITY_AUDIT_CLIENT_ID string = identities.outputs.auditClientId

@description('Object id of audit-api\'s identity.')
output IDENTITY_AUDIT_PRINCIPAL_ID string = identities.outputs.auditPrincipalId

@description('Name of the auditor\'s identity; empty where there is none, as the next two.')
output IDENTITY_AUDITOR_NAME string = auditorAccess ? auditor!.outputs.identityName : ''

@description('Client id of the auditor\'s identity.')
output IDENTITY_AUDITOR_CLIENT_ID string = auditorAccess ? auditor!.outputs.clientId : ''

@description('Object id of the auditor\'s identity.')
output IDENTITY_AUDITOR_PRINCIPAL_ID string = auditorAccess ? auditor!.outputs.principalId : ''
