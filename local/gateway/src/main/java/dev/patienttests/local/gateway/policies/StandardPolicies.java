package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.policy.PolicyDefinition;
import java.util.List;

/** All policies that the gateway knows. */
public final class StandardPolicies {
  private StandardPolicies() {}

  /** Their definitions. */
  public static List<PolicyDefinition> all() {
    return List.of(
        AuthenticationBasic.definition(),
        AuthenticationManagedIdentity.definition(),
        CacheLookup.definition(),
        CacheLookupValue.definition(),
        CacheRemoveValue.definition(),
        CacheStore.definition(),
        CacheStoreValue.definition(),
        CheckHeader.definition(),
        Choose.definition(),
        Conversions.jsonToXml(),
        Conversions.xmlToJson(),
        CorsReader.definition(),
        EmitMetric.definition(),
        FindAndReplace.definition(),
        ForwardRequest.definition(),
        IpFilter.definition(),
        Jsonp.definition(),
        LogToEventHub.definition(),
        LimitConcurrency.definition(),
        MockResponse.definition(),
        Quota.definition(),
        QuotaByKey.definition(),
        RateLimit.definition(),
        RateLimitByKey.definition(),
        RedirectContentUrls.definition(),
        Retry.definition(),
        ReturnResponse.definition(),
        RewriteUri.definition(),
        SendOneWayRequest.definition(),
        SendRequest.definition(),
        SetBackendService.definition(),
        SetBody.definition(),
        SetHeader.definition(),
        SetMethod.definition(),
        SetQueryParameter.definition(),
        SetStatus.definition(),
        SetVariable.definition(),
        Trace.definition(),
        ValidateAzureAdToken.definition(),
        ValidateContent.definition(),
        ValidateHeaders.definition(),
        ValidateJwt.definition(),
        ValidateParameters.definition(),
        ValidateStatusCode.definition(),
        Wait.definition());
  }
}
