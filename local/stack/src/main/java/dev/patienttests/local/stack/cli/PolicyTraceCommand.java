package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.project.UserError;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Traces of requests to the running gateway. */
@Command(
    name = "trace",
    description = {
      "Prints a token that lets requests to an API be traced, or what became of a traced request.",
      "Send the token as Apim-Debug-Authorization; the answer names the trace in Apim-Trace-Id."
    })
public final class PolicyTraceCommand implements Callable<Integer> {
  private static final int LONGEST_MINUTES = 60;

  @Mixin private VariantOption variant;

  @ArgGroup(multiplicity = "1")
  private What what;

  private static final class What {
    @Option(names = "--token", paramLabel = "API", description = "id of the API to be traced")
    private Optional<String> api = Optional.empty();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Apim-Trace-Id of an answer")
    private Optional<String> id = Optional.empty();
  }

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "how long the token is valid, 60 at most (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Override
  public Integer call() throws JsonProcessingException {
    if (what.api.isPresent()) {
      String api = what.api.get();
      if (!api.matches("[A-Za-z0-9-]+") || minutes < 1 || minutes > LONGEST_MINUTES) {
        throw new UserError("say the id of an API, and 1 to " + LONGEST_MINUTES + " minutes");
      }
      System.out.println(variant.running().traceToken(api, minutes * 60L));
      return 0;
    }
    String id = what.id.orElse("");
    if (!id.matches("[0-9a-f-]{36}")) {
      throw new UserError("say the Apim-Trace-Id of an answer");
    }
    ObjectMapper json = new ObjectMapper();
    System.out.println(json.readTree(variant.running().policyTrace(id)).toPrettyString());
    return 0;
  }
}
