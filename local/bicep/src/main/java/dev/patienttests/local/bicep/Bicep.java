package dev.patienttests.local.bicep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.eval.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Evaluates Bicep without a network and without the Bicep CLI. */
public final class Bicep {
  private Bicep() {}

  /**
   * Evaluates the file that a parameter file names, with that file's values.
   *
   * @param parameterFile a {@code .bicepparam} file inside the context's root
   * @throws BicepException with everything that was found, also if a file cannot be read
   */
  public static Evaluation evaluate(Path parameterFile, DeploymentContext context)
      throws BicepException {
    return Engine.parameterFile(parameterFile, context);
  }

  /**
   * Evaluates a file with parameter values of the caller.
   *
   * @param bicepFile a {@code .bicep} file inside the context's root
   * @param parameters values by parameter; those with a default may be left out
   * @throws BicepException with everything that was found, also if a file cannot be read
   */
  public static Evaluation evaluate(
      Path bicepFile, Map<String, JsonNode> parameters, DeploymentContext context)
      throws BicepException {
    return Engine.file(bicepFile, parameters, context);
  }

  /**
   * Looks for mistakes in a file and the local files that it uses. A {@code .bicepparam} file is
   * evaluated; of a {@code .bicep} file all is checked that can be without values for its
   * parameters.
   *
   * @param file a file inside the context's root
   * @return what was found, in the order of files and lines; empty if nothing is wrong
   */
  public static List<Diagnostic> check(Path file, DeploymentContext context) {
    return Engine.check(file, context);
  }
}
