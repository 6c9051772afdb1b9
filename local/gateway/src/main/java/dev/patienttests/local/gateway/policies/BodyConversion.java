package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.contract.MediaTypes;
import dev.patienttests.local.gateway.convert.ConversionException;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code json-to-xml} and {@code xml-to-json} have in common: when they apply, and to what.
 *
 * @param from the format before, {@code json} or {@code xml}
 * @param to the format afterwards
 */
record BodyConversion(
    String from,
    String to,
    Value apply,
    Optional<Value> considerAccept,
    boolean onRequest,
    Converter converter)
    implements Policy {

  /** Converts a body. */
  @FunctionalInterface
  interface Converter {
    String convert(byte[] body, Exchange exchange) throws ConversionException;
  }

  static BodyConversion read(PolicyReader reader, String from, String to, Converter converter) {
    Value apply = reader.required("apply");
    if (apply.literal().isPresent()) {
      reader.choice("apply", "", Set.of("always", onlyOf(from)));
    }
    Optional<Value> accept =
        reader.optional("consider-accept-header").isPresent()
            ? Optional.of(reader.condition("consider-accept-header"))
            : Optional.empty();
    return new BodyConversion(
        from, to, apply, accept, reader.section() == Section.INBOUND, converter);
  }

  private static String onlyOf(String format) {
    return "content-type-" + format;
  }

  @Override
  public Flow run(Exchange exchange) {
    Headers headers =
        onRequest ? exchange.request().headers() : Responses.current(exchange).headers();
    Optional<MessageBody> body =
        onRequest ? exchange.request().body() : Responses.current(exchange).body();
    if (body.isEmpty() || body.get().content().length == 0 || !applies(headers, exchange)) {
      return Flow.CONTINUE;
    }
    String converted;
    try {
      converted = converter.convert(body.get().content(), exchange);
    } catch (ConversionException e) {
      throw PolicyFailure.fault("ConversionFailure", e.getMessage());
    }
    headers.set("Content-Type", "application/" + to + "; charset=utf-8");
    MessageBody result = new MessageBody(converted.getBytes(StandardCharsets.UTF_8));
    if (onRequest) {
      exchange.request().body(result);
    } else {
      Responses.current(exchange).body(result);
    }
    return Flow.CONTINUE;
  }

  private boolean applies(Headers headers, Exchange exchange) {
    String when = apply.text(exchange);
    boolean always = when.equals("always");
    if (!always && !when.equals(onlyOf(from))) {
      throw PolicyFailure.expression("The value is neither always nor " + onlyOf(from) + ".");
    }
    boolean ofFormat = headers.first("Content-Type").filter(type -> is(type, from)).isPresent();
    if (!always && !ofFormat) {
      return false;
    }
    boolean asks = considerAccept.map(value -> value.bool(exchange)).orElse(true);
    return !asks
        || exchange.request().headers().all("Accept").stream()
            .flatMap(line -> List.of(line.split(",", -1)).stream())
            .anyMatch(type -> is(type, to));
  }

  private static boolean is(String contentType, String format) {
    String bare = MediaTypes.bare(contentType);
    return bare.endsWith("/" + format) || bare.endsWith("+" + format);
  }
}
