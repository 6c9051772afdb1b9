package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Redirects of a backend (RFC 9110, section 15.4). Only those to its own origin are followed: what
 * a request carries is meant for that backend and for no other.
 */
final class Redirects {
  /** As many as are followed for one request. */
  static final int MOST = 10;

  private static final Set<Integer> FOLLOWED = Set.of(301, 302, 303, 307, 308);
  private static final List<String> OF_THE_BODY =
      List.of("Content-Type", "Content-Encoding", "Content-Language", "Content-Location");

  private Redirects() {}

  /** The call that the response asks for, where it is one to be followed. */
  static Optional<Call> next(Call call, Response response, Duration timeout) {
    if (!FOLLOWED.contains(response.status())) {
      return Optional.empty();
    }
    return response
        .headers()
        .first("Location")
        .flatMap(location -> target(call.url(), location))
        .map(url -> to(url, call, response.status(), timeout));
  }

  private static Optional<RequestUrl> target(RequestUrl from, String location) {
    try {
      URI to = URI.create(from.toString()).resolve(location);
      RequestUrl url = RequestUrl.parse(to.toString());
      boolean same =
          url.scheme().equals(from.scheme())
              && url.host().equalsIgnoreCase(from.host())
              && url.port() == from.port();
      return same ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Call to(RequestUrl url, Call call, int status, Duration timeout) {
    boolean asGet =
        (status == 303 && !call.method().equals("HEAD"))
            || (status < 303 && call.method().equals("POST"));
    if (!asGet) {
      return new Call(call.method(), url, call.headers(), call.body(), timeout);
    }
    Headers headers = call.headers().copy();
    OF_THE_BODY.forEach(headers::remove);
    return new Call("GET", url, headers, Optional.empty(), timeout);
  }
}
