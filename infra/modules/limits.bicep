// How much a caller may call. Types only: imported where limits are parameters.

@description('So many calls in a sliding period.')
@export()
type rate = {
  @minValue(1)
  calls: int

  @description('In seconds.')
  @minValue(1)
  @maxValue(300)
  period: int
}

@description('So many calls in a fixed period.')
@export()
type quota = {
  @minValue(1)
  calls: int

  @description('In seconds.')
  @minValue(300)
  period: int
}

@description('The limits of each product. That of clinic counts by subscription, those of private and partner by subject of the token, that of public by address of the client; the quota counts by subscription.')
@export()
type limits = {
  clinicRate: rate
  privateRate: rate
  partnerRate: rate
  partnerQuota: quota
  publicRate: rate
}

@description('Where the external tenant is in which partners have their users.')
@export()
type externalTenant = {
  @description('First label of its host name below ciamlogin.com.')
  domain: string

  tenantId: string

  @description('Client id of the registration of the gateway there: audience of its tokens.')
  audience: string
}
