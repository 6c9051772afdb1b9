package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.contract.JsonBody;
import dev.patienttests.local.gateway.contract.MediaTypes;
import dev.patienttests.local.gateway.contract.OperationContract;
import dev.patienttests.local.gateway.contract.OperationContract.Media;
import dev.patienttests.local.gateway.contract.OperationContract.ResponseContract;
import dev.patienttests.local.gateway.contract.OperationContract.SchemaUse;
import dev.patienttests.local.gateway.contract.XmlSchema;
import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.policies.Findings.Finding;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code validate-content}: size, media type and content of a body against schemas. */
final class ValidateContent implements Policy {
  private static final String NAME = "validate-content";
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final String MAX_SIZE = "max-size";

  private final ValidationAction.Given unspecified;
  private final Value maxSize;
  private final ValidationAction.Given tooLarge;
  private final Optional<String> variable;
  private final ContentTypeMap map;
  private final List<ContentRule> rules;
  private final boolean ofRequest;

  private ValidateContent(PolicyReader reader) {
    this.unspecified = ValidationAction.required(reader, "unspecified-content-type-action");
    this.maxSize = reader.required(MAX_SIZE);
    if (maxSize.literal().isPresent()) {
      reader.number(MAX_SIZE, 0, LARGEST);
    }
    this.tooLarge = ValidationAction.required(reader, "size-exceeded-action");
    this.variable = reader.literal("errors-variable-name");
    this.map =
        reader
            .child("content-type-map")
            .map(
                child ->
                    ContentTypeMap.read(
                        reader.of(
                            child,
                            Set.of("any-content-type-value", "missing-content-type-value"),
                            Content.CHILDREN,
                            List.of("type"))))
            .orElse(ContentTypeMap.NONE);
    List<ContentRule> found = new ArrayList<>();
    for (PolicyElement child : reader.children("content")) {
      reader.part(
          () ->
              found.add(ContentRule.read(reader.of(child, ContentRule.ATTRIBUTES, Content.EMPTY))));
    }
    this.rules = List.copyOf(found);
    this.ofRequest = reader.section() == Section.INBOUND;
    reader.validatesMessages();
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        NAME,
        Set.of(Section.INBOUND, Section.OUTBOUND, Section.ON_ERROR),
        Set.of(
            "unspecified-content-type-action",
            MAX_SIZE,
            "size-exceeded-action",
            "errors-variable-name"),
        Content.CHILDREN,
        List.of("content-type-map", "content"),
        ValidateContent::new);
  }

  @Override
  public Flow run(Exchange exchange) {
    Optional<MessageBody> body =
        ofRequest ? exchange.request().body() : Responses.current(exchange).body();
    Headers headers =
        ofRequest ? exchange.request().headers() : Responses.current(exchange).headers();
    OperationContract contract =
        exchange.operation().map(Operation::contract).orElse(OperationContract.NONE);
    byte[] content = body.map(MessageBody::content).orElse(new byte[0]);
    if (content.length == 0 && !(ofRequest && contract.bodyRequired())) {
      return Flow.CONTINUE;
    }
    Findings findings = new Findings(NAME, exchange, variable, ofRequest);
    checkSize(content.length, exchange, findings);
    String type = map.map(MediaTypes.bare(String.join(",", headers.all("Content-Type"))), exchange);
    Map<String, Media> specified =
        ofRequest
            ? contract.request()
            : contract
                .response(Responses.current(exchange).status())
                .map(ResponseContract::content)
                .orElse(Map.of());
    boolean known = specified.containsKey(type);
    if (!known && rules.stream().noneMatch(r -> r.hasOwn() && r.type().equals(type))) {
      findings.add(
          unspecified.get(exchange),
          Finding.open(
              type,
              bodyType(),
              "Unspecified",
              "Unspecified content type " + type + " is not allowed."));
      return Flow.CONTINUE;
    }
    for (ContentRule rule : rules) {
      if (rule.type().equals(type) || (known && rule.type().isEmpty())) {
        ValidationAction action =
            rule.action().map(given -> given.get(exchange)).orElse(ValidationAction.PREVENT);
        if (action != ValidationAction.IGNORE) {
          findings.add(action, check(rule, type, specified, content));
        }
      }
    }
    return Flow.CONTINUE;
  }

  private void checkSize(long size, Exchange exchange, Findings findings) {
    long most = maxSize.whole(exchange);
    if (most > LARGEST) {
      throw PolicyFailure.expression("The size is more than 4 MB.");
    }
    if (size > most) {
      String text =
          "%s's body is %d bytes long and it exceeds the %%slimit of %d bytes."
              .formatted(ofRequest ? "Request" : "Response", size, most);
      findings.add(
          tooLarge.get(exchange),
          new Finding(
              "",
              bodyType(),
              "SizeLimit",
              text.formatted("configured "),
              Optional.of(text.formatted(""))));
    }
  }

  private String bodyType() {
    return ofRequest ? "RequestBody" : "ResponseBody";
  }

  private List<Finding> check(
      ContentRule rule, String type, Map<String, Media> specified, byte[] content) {
    if (rule.xml().isPresent()) {
      return checkXml(rule.xml().get(), type, content);
    }
    Optional<Media> media = rule.own().or(() -> Optional.ofNullable(specified.get(type)));
    String definition = media.map(Media::definition).orElse("");
    Optional<SchemaUse> use = media.flatMap(Media::schema);
    String about = definition + ", which is associated with the content type " + type + ".";
    if (use.isEmpty()) {
      return List.of(
          Finding.internal(
              type,
              bodyType(),
              "MissingDefinition",
              "API's schema does not contain definition " + about));
    }
    try {
      return found(JsonBody.problems(content, use.get().schema(rule.variant())), type, about);
    } catch (JsonBody.NoJsonException e) {
      return unreadable(type, e.getMessage());
    }
  }

  private List<Finding> checkXml(ContentRule.Xml xml, String type, byte[] content) {
    String about = xml.id() + ", which is associated with the content type " + type + ".";
    try {
      return found(xml.schema().problems(content, xml.envelope()), type, about);
    } catch (XmlSchema.NoXmlException e) {
      return unreadable(type, e.getMessage());
    }
  }

  private String message() {
    return ofRequest ? "request" : "response";
  }

  private List<Finding> found(List<JsonBody.Problem> problems, String type, String about) {
    if (problems.isEmpty()) {
      return List.of();
    }
    return problems.stream()
        .map(
            problem ->
                Finding.open(
                    type,
                    bodyType(),
                    "IncorrectMessage",
                    "Body of the %s does not conform to the definition %s %s"
                        .formatted(message(), about, problem.text())))
        .toList();
  }

  private List<Finding> unreadable(String type, String why) {
    return List.of(
        Finding.internal(
            "",
            bodyType(),
            "ValidationException",
            "Body of the %s cannot be validated for the content type %s. %s"
                .formatted(message(), type, why)));
  }
}
