package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.GatewayConfig.Group;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.gateway.GatewayConfig.User;
import dev.patienttests.local.gateway.expression.ContextMembers.Scope;
import dev.patienttests.local.gateway.model.Exchange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who calls: user, groups, subscription, and what is always null here. */
final class CallerMembers {
  private CallerMembers() {}

  /** The subscription of a request, with the key that was sent. */
  record Sent(Subscription subscription, String key) {}

  static Object subscription(Exchange exchange) {
    return exchange
        .subscription()
        .map(subscription -> new Sent(subscription, exchange.key()))
        .orElse(null);
  }

  static Object state(Product product) {
    boolean published = product.state().equalsIgnoreCase("published");
    return EnumValue.of(TypeTable.named("ProductState"), published ? "Published" : "NotPublished");
  }

  static Object date(Optional<Instant> instant) {
    return instant.map(CsDateTime::of).orElse(null);
  }

  static Object list(String type, List<?> items) {
    return CsList.of(TypeTable.named(type), items);
  }

  static void register(MemberQuery m) {
    new Scope<>(m, "IUser", User.class)
        .with("string Id", User::id)
        .with("string Email", User::email)
        .with("string FirstName", User::firstName)
        .with("string LastName", User::lastName)
        .with("string Note", user -> user.note().orElse(null))
        .with("DateTime RegistrationDate", user -> CsDateTime.of(user.registered()))
        .with("IEnumerable<IGroup> Groups", user -> list("IGroup", user.groups()))
        .with("IEnumerable<IUserIdentity> Identities", u -> list("IUserIdentity", List.of()));
    new Scope<>(m, "IGroup", Group.class)
        .with("string Id", Group::id)
        .with("string Name", Group::name);
    // No request has a client certificate or comes by a private endpoint: the values are null, and
    // so are never asked for these members.
    for (String member :
        List.of(
            "string IUserIdentity.Id",
            "string IUserIdentity.Provider",
            "string IPrivateEndpointConnection.Name",
            "string IPrivateEndpointConnection.GroupId",
            "string IPrivateEndpointConnection.MemberName",
            "string X509Certificate2.Thumbprint",
            "string X509Certificate2.Subject",
            "string X509Certificate2.Issuer",
            "string X509Certificate2.SerialNumber",
            "string X509Certificate2.FriendlyName",
            "DateTime X509Certificate2.NotBefore",
            "DateTime X509Certificate2.NotAfter",
            "bool X509Certificate2.HasPrivateKey",
            "X500DistinguishedName X509Certificate2.SubjectName",
            "X500DistinguishedName X509Certificate2.IssuerName",
            "string X500DistinguishedName.Name")) {
      m.property(member, CallerMembers::absent);
    }
    m.add("bool X509Certificate2.Verify()", CallerMembers::absent);
    m.add("bool X509Certificate2.VerifyNoRevocation()", CallerMembers::absent);
  }

  private static Object absent(Args args) {
    throw DotNetException.invalidOperation("There is no such value.");
  }
}
