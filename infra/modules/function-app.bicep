// One function app on a plan of its own: who may reach it (access restrictions), who may call it (Easy Auth), and what it
// is told (app settings). The three checks act in this order, before the host asks for a key.

type caller = {
  @description('Name of its access rule.')
  name: string

  subnetId: string

  @description('Client id of its identity.')
  clientId: string

  @description('Object id of its identity.')
  principalId: string
}

@description('Region of the app.')
param location string

@description('Name of the app, at most 32 characters: the host\'s id is made of them.')
@maxLength(32)
param name string

@description('Name of the plan.')
param planName string

@description('Size of the plan.')
param planSku string

@description('Tag by which a deployment finds the app.')
param serviceName string

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param clientId string

@description('Name of the app\'s storage account.')
param storageAccountName string

@description('Subnet through which the app calls others.')
param subnetId string

@description('Who may call the app; a caller\'s subnet needs the service endpoint Microsoft.Web.')
param callers caller[]

@description('Addresses that may deploy code (CIDR); empty: nobody.')
param deployerAddressRange string

@description('Client id of the app\'s registration.')
param registrationClientId string

@description('Application ID URI of the app\'s registration.')
param applicationIdUri string

@description('App settings beyond those of the Functions host: name and value of each.')
param appSettings array

var hostSettings = [
  {
    name: 'FUNCTIONS_EXTENSION_VERSION'
    value: '~4'
  }
  {
    name: 'FUNCTIONS_WORKER_RUNTIME'
    value: 'java'
  }
  {
    name: 'AzureWebJobsStorage__accountName'
    value: storageAccountName
  }
  {
    name: 'AzureWebJobsStorage__credential'
    value: 'managedidentity'
  }
  {
    name: 'AzureWebJobsStorage__clientId'
    value: clientId
  }
  // The apps refuse bodies above 64 KiB themselves, with 413; the host, which answers 500, stops what is far beyond
  {
    name: 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'
    value: '1048576'
  }
  {
    name: 'AZURE_CLIENT_ID'
    value: clientId
  }
  {
    name: 'TOKEN_PROVIDER'
    value: 'easy-auth'
  }
  {
    name: 'CALLER_AUTHENTICATION'
    value: 'easy-auth'
  }
]

// Only requests that a rule matches are logged, so the last rule says what the default action does anyway
var denyRule = [
  {
    name: 'DenyOthers'
    priority: 65000
    action: 'Deny'
    ipAddress: 'Any'
  }
]

var callerRules = map(range(0, length(callers)), index => {
  name: callers[index].name
  priority: 100 + index
  action: 'Allow'
  tag: 'Default'
  vnetSubnetResourceId: callers[index].subnetId
})

var deployerRule = [
  {
    name: 'AllowDeployer'
    priority: 100
    action: 'Allow'
    tag: 'Default'
    ipAddress: deployerAddressRange
  }
]

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  kind: 'linux'
  sku: {
    name: planSku
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  tags: {
    'azd-service-name': serviceName
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Rules by subnet work on the public endpoint alone
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: subnetId
    outboundVnetRouting: {
      allTraffic: true
    }
    keyVaultReferenceIdentity: identityId
    clientAffinityEnabled: false
    endToEndEncryptionEnabled: true
    sshEnabled: false
    siteConfig: {
      linuxFxVersion: 'Java|17'
      alwaysOn: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      ftpsState: 'Disabled'
      remoteDebuggingEnabled: false
      healthCheckPath: '/api/health'
      ipSecurityRestrictionsDefaultAction: 'Deny'
      ipSecurityRestrictions: concat(callerRules, denyRule)
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: 'Deny'
      scmIpSecurityRestrictions: deployerAddressRange == '' ? denyRule : concat(deployerRule, denyRule)
      appSettings: concat(hostSettings, appSettings)
    }
  }
}

resource scmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
  // Children of one site are written one after another
  dependsOn: [
    scmPassword
  ]
}

resource easyAuth 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      excludedPaths: [
        '/api/health'
      ]
    }
    httpSettings: {
      requireHttps: true
      routes: {
        apiPrefix: '/.auth'
      }
      forwardProxy: {
        convention: 'NoProxy'
      }
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: registrationClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        login: {
          disableWWWAuthenticate: false
        }
        validation: {
          // Version 2 tokens name the client id; the URI is what callers ask for
          allowedAudiences: [
            registrationClientId
            applicationIdUri
          ]
          defaultAuthorizationPolicy: {
            // Both lists must match, or any client of the tenant would get in
            allowedApplications: map(callers, item => item.clientId)
            allowedPrincipals: {
              identities: map(callers, item => item.principalId)
            }
          }
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
  dependsOn: [
    ftpPassword
  ]
}

@description('Name of the app.')
output name string = site.name

@description('Host name of the app.')
output hostName string = site.properties.defaultHostName
