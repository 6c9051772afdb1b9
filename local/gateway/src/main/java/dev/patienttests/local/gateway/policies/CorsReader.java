package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code cors}. */
final class CorsReader {
  private static final List<Value> DEFAULT_METHODS =
      List.of(Value.literal("GET"), Value.literal("POST"));

  private CorsReader() {}

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "cors",
        Set.of(Section.INBOUND),
        Set.of("allow-credentials", "terminate-unmatched-request"),
        Content.CHILDREN,
        List.of("allowed-origins", "allowed-methods", "allowed-headers", "expose-headers"),
        CorsReader::read);
  }

  private static Cors read(PolicyReader reader) {
    Optional<PolicyReader> methods =
        reader
            .child("allowed-methods")
            .map(m -> reader.of(m, Set.of("preflight-result-max-age"), List.of("method")));
    return new Cors(
        reader.condition("allow-credentials", false),
        // The service's own pages say both; an empty 200 is what its users see.
        reader.condition("terminate-unmatched-request", true),
        origins(reader),
        methods.map(CorsReader::methods).orElse(DEFAULT_METHODS),
        methods.flatMap(CorsReader::maxAge),
        headers(reader, "allowed-headers").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        headers(reader, "expose-headers"));
  }

  private static List<Value> origins(PolicyReader reader) {
    PolicyElement element =
        reader
            .child("allowed-origins")
            .orElseThrow(() -> reader.element().refusal("needs <allowed-origins>"));
    List<Value> origins = new ArrayList<>();
    boolean any = false;
    for (PolicyElement child : items(reader, element, "origin")) {
      Value value = reader.of(child, Set.of(), Content.TEXT).text();
      Optional<String> text = value.literal().map(String::strip);
      any |= text.filter(Cors.ANY::equals).isPresent();
      if (text.isPresent() && !text.get().equals(Cors.ANY) && origin(text.get()).isEmpty()) {
        throw child.refusal("'" + text.get() + "' is neither * nor an origin");
      }
      origins.add(value);
    }
    if (any && origins.size() > 1) {
      throw element.refusal("* may not stand beside other origins");
    }
    return List.copyOf(origins);
  }

  private static List<Value> methods(PolicyReader reader) {
    List<Value> methods = new ArrayList<>();
    for (PolicyElement child : items(reader, reader.element(), "method")) {
      Value method = reader.of(child, Set.of(), Content.TEXT).text();
      method
          .literal()
          .map(String::strip)
          .filter(name -> !name.equals(Cors.ANY) && !SetMethod.isMethod(name))
          .ifPresent(
              name -> {
                throw child.refusal("'" + name + "' is no method");
              });
      methods.add(method);
    }
    return List.copyOf(methods);
  }

  private static Optional<Value> maxAge(PolicyReader reader) {
    Optional<Value> age = reader.optional("preflight-result-max-age");
    if (age.flatMap(Value::literal).isPresent()) {
      reader.number("preflight-result-max-age", 0, Integer.MAX_VALUE);
    }
    return age;
  }

  private static List<String> headers(PolicyReader reader, String name) {
    List<String> names = new ArrayList<>();
    Optional<PolicyElement> element = reader.child(name);
    if (element.isPresent()) {
      for (PolicyElement child : items(reader, element.get(), "header")) {
        String header = text(reader, child);
        if (!HeaderEdit.isToken(header)) {
          throw child.refusal("'" + header + "' is no header name");
        }
        names.add(header);
      }
    }
    return List.copyOf(names);
  }

  private static List<PolicyElement> items(PolicyReader reader, PolicyElement list, String item) {
    Set<String> attributes = list.attributes().keySet();
    List<PolicyElement> items =
        reader
            .of(list, list.name().equals("allowed-methods") ? attributes : Set.of(), List.of(item))
            .children(item);
    if (items.isEmpty()) {
      throw list.refusal("needs at least one <" + item + ">");
    }
    return items;
  }

  private static String text(PolicyReader reader, PolicyElement child) {
    return reader
        .of(child, Set.of(), Content.TEXT)
        .text()
        .literal()
        .orElseThrow(() -> child.refusal("expressions are not allowed here"))
        .strip();
  }

  /** An origin in the form in which two are compared (RFC 6454, section 6.1); empty for others. */
  static Optional<String> origin(String text) {
    try {
      URI uri = URI.create(text);
      boolean plain =
          uri.getScheme() != null
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && Set.of("", "/").contains(uri.getRawPath());
      return plain ? Optional.of(origin(uri)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int own = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
    String port = uri.getPort() < 0 || uri.getPort() == own ? "" : ":" + uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
  }
}
