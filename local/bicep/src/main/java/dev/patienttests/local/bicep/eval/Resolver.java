package dev.patienttests.local.bicep.eval;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.bicep.BicepException;
import dev.patienttests.local.bicep.Evaluation;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Resolution;
import dev.patienttests.local.bicep.ResolvedResource;
import dev.patienttests.local.bicep.Resource;
import dev.patienttests.local.bicep.RuntimeValues;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replaces expressions by what the run time knows. */
public final class Resolver {
  private final RuntimeExpressions expressions;
  private final Findings findings = new Findings();

  private Resolver(RuntimeValues runtime) {
    this.expressions = new RuntimeExpressions(runtime);
  }

  /** All of an evaluation. */
  public static Resolution resolve(Evaluation evaluation, RuntimeValues runtime)
      throws BicepException {
    Resolver resolver = new Resolver(runtime);
    Resolution resolution = DeepStack.call(() -> resolver.all(evaluation));
    if (resolver.findings.hasErrors()) {
      throw new BicepException(resolver.findings.errors());
    }
    return resolution;
  }

  private Resolution all(Evaluation evaluation) {
    evaluation
        .leftOut()
        .forEach(found -> findings.error("evaluation", found.origin(), found.message()));
    List<ResolvedResource> resources = new ArrayList<>();
    for (Resource resource : evaluation.resources()) {
      resource(resource).ifPresent(resources::add);
    }
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    evaluation
        .outputs()
        .forEach(
            (name, value) ->
                findings.collect(
                    () -> outputs.put(name, json(expressions.resolve(value), value.origin()))));
    return new Resolution(List.copyOf(resources), outputs);
  }

  private static JsonNode json(Value value, Origin site) {
    try {
      return JsonValues.toJson(value);
    } catch (NeedsRuntime e) {
      throw Fault.evaluation(site, "the value stays unknown");
    }
  }

  private String text(Value value) {
    if (expressions.resolve(value) instanceof Value.Str text) {
      return text.value();
    }
    throw Fault.evaluation(value.origin(), "an id or name must be a string");
  }

  private Optional<ResolvedResource> resource(Resource resource) {
    Map<JsonPointer, Origin> origins = new LinkedHashMap<>();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    origins.put(JsonPointer.empty(), resource.origin());
    resource
        .body()
        .forEach(
            (name, value) ->
                findings.collect(
                    () -> {
                      Value resolved = expressions.resolve(value);
                      body.set(name, json(resolved, value.origin()));
                      origins(resolved, JsonPointer.empty().appendProperty(name), origins);
                    }));
    try {
      List<String> dependsOn = new ArrayList<>();
      for (Value id : resource.dependsOn()) {
        dependsOn.add(text(id));
      }
      return Optional.of(
          new ResolvedResource(
              text(resource.id()),
              resource.type(),
              resource.apiVersion(),
              text(resource.name()),
              resource.symbolicName(),
              body,
              List.copyOf(dependsOn),
              resource.origin(),
              origins));
    } catch (Fault fault) {
      findings.add(fault);
      return Optional.empty();
    }
  }

  private static void origins(Value value, JsonPointer at, Map<JsonPointer, Origin> origins) {
    origins.put(at, value.origin());
    if (value instanceof Value.Obj object) {
      object.members().forEach((key, member) -> origins(member, at.appendProperty(key), origins));
    } else if (value instanceof Value.Arr array) {
      for (int i = 0; i < array.items().size(); i++) {
        origins(array.items().get(i), at.appendIndex(i), origins);
      }
    }
  }
}
