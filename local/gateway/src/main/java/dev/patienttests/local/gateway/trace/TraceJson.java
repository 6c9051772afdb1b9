package dev.patienttests.local.gateway.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.gateway.trace.RequestTrace.Change;
import dev.patienttests.local.gateway.trace.RequestTrace.Step;
import java.time.Duration;

/** A trace as programs read it. Times are microseconds. */
public final class TraceJson {
  private static final int NANOS_PER_MICRO = 1_000;

  private TraceJson() {}

  /** One object. */
  public static ObjectNode of(RequestTrace trace) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("traceId", trace.id());
    root.put("time", trace.time().toString());
    root.put("request", trace.target());
    trace.names().forEach(root.putArray("context")::add);
    ArrayNode steps = root.putArray("policies");
    trace.steps().forEach(step -> steps.add(of(step)));
    root.put("dropped", trace.dropped());
    trace
        .error()
        .ifPresent(
            e ->
                root.putObject("lastError")
                    .put("source", e.source())
                    .put("reason", e.reason())
                    .put("message", e.message())
                    .put("scope", e.scope().orElse(""))
                    .put("section", e.section().orElse(""))
                    .put("path", e.path().orElse("")));
    root.put("status", trace.status());
    root.put("elapsed", micros(trace.took()));
    return root;
  }

  private static ObjectNode of(Step step) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("policy", step.place().policy());
    step.place().id().ifPresent(id -> node.put("id", id));
    node.put("scope", step.place().scope());
    node.put("section", step.place().section());
    node.put("path", step.place().path());
    node.put("place", step.place().position().toString());
    node.put("began", micros(step.began()));
    node.put("elapsed", micros(step.took()));
    node.put("outcome", step.outcome());
    step.branches().forEach(node.putArray("branches")::add);
    ArrayNode changes = node.putArray("changes");
    for (Change change : step.changes()) {
      ObjectNode entry = changes.addObject().put("of", change.what());
      change.before().ifPresent(before -> entry.put("before", before));
      change.after().ifPresent(after -> entry.put("after", after));
    }
    return node;
  }

  private static long micros(Duration time) {
    return time.toNanos() / NANOS_PER_MICRO;
  }
}
