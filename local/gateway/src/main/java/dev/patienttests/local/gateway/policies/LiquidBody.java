package dev.patienttests.local.gateway.policies;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.local.gateway.contract.MediaTypes;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.expression.DotNetException;
import dev.patienttests.local.gateway.liquid.BodyValue;
import dev.patienttests.local.gateway.liquid.LiquidException;
import dev.patienttests.local.gateway.liquid.LiquidSyntaxException;
import dev.patienttests.local.gateway.liquid.LiquidTemplate;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A body from a liquid template.
 *
 * @param nilIsNull what {@code xsi:nil} elements of XML bodies are
 * @param parsesDates whether texts of JSON bodies that are dates are read as such
 */
record LiquidBody(LiquidTemplate template, Message message, boolean nilIsNull, boolean parsesDates)
    implements BodyText {
  private static final int MAX_DEPTH = 64;

  /** What {@code body} is the body of. */
  enum Message {
    REQUEST,
    RESPONSE,
    /** Of nothing: inside of {@code return-response} there is no message. */
    NONE
  }

  static LiquidBody read(PolicyReader reader, Message message) {
    PolicyValue text = reader.element().text();
    if (text.isExpression()) {
      throw reader.element().refusal("template", "a template takes no expression");
    }
    try {
      return new LiquidBody(
          LiquidTemplate.parse(text.text()),
          message,
          reader.choice("xsi-nil", "blank", Set.of("blank", "null")).equals("null"),
          reader.flag("parse-date", true));
    } catch (LiquidSyntaxException e) {
      throw PolicyLoadException.in(
          text.positionAt(e.index()),
          reader.element().name(),
          Optional.empty(),
          "the template: " + e.getMessage());
    }
  }

  @Override
  public MessageBody of(Exchange exchange) {
    try {
      return MessageBody.of(template.render(body(exchange), exchange));
    } catch (LiquidException | DotNetException e) {
      throw PolicyFailure.expression("The liquid template failed. " + e.getMessage());
    }
  }

  private BodyValue body(Exchange exchange) {
    return switch (message) {
      case REQUEST -> body(exchange.request().body(), exchange.request().headers());
      case RESPONSE ->
          exchange
              .response()
              .map(response -> body(response.body(), response.headers()))
              .orElse(BodyValue.text(""));
      case NONE -> BodyValue.text("");
    };
  }

  private BodyValue body(Optional<MessageBody> given, Headers headers) {
    byte[] content = given.map(MessageBody::content).orElse(new byte[0]);
    String type = MediaTypes.bare(headers.first("Content-Type").orElse(""));
    if (content.length == 0) {
      return BodyValue.text("");
    }
    if (isOf("json", type)) {
      return json(content);
    }
    return isOf("xml", type)
        ? BodyValue.xml(content, nilIsNull)
        : BodyValue.text(new String(content, StandardCharsets.UTF_8));
  }

  private static boolean isOf(String format, String type) {
    return type.equals("application/" + format)
        || type.equals("text/" + format)
        || type.endsWith("+" + format);
  }

  private BodyValue json(byte[] content) {
    try {
      return BodyValue.json(Json.MAPPER.readTree(content), parsesDates);
    } catch (IOException e) {
      throw PolicyFailure.expression("The body is no JSON, or nests too deeply.");
    }
  }

  /** Made when the first template needs it. */
  private static final class Json {
    private static final JsonMapper MAPPER =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }
}
