package dev.patienttests.local.bicep.eval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which functions there are, beyond those of {@link Functions}, and what they take. */
final class Signatures {
  /**
   * How many arguments a function takes.
   *
   * @param min at least
   * @param max at most
   */
  record Arity(int min, int max) {}

  private static final Map<String, Arity> CONTEXT = context();

  /** Functions with a lambda: how many arguments. */
  static final Map<String, Arity> HIGHER =
      Map.of(
          "map", new Arity(2, 2),
          "filter", new Arity(2, 2),
          "reduce", new Arity(3, 3),
          "sort", new Arity(2, 2),
          "toObject", new Arity(2, 3),
          "groupBy", new Arity(2, 3),
          "mapValues", new Arity(2, 2));

  private static final Map<String, Arity> IN_PARAMETER_FILES =
      Map.of(
          "readEnvironmentVariable", new Arity(1, 2),
          "externalInput", new Arity(1, 2),
          "getSecret", new Arity(4, 5));

  private static final Set<String> REFUSED =
      Set.of(
          "loadYamlContent",
          "loadDirectoryFileInfo",
          "buildUri",
          "parseUri",
          "getRoleAssignmentName");

  private static final Set<String> OF_AZURE =
      Set.of(
          "subscription", "resourceGroup", "tenant", "managementGroup", "deployment", "getSecret");

  /** Functions that only the deployment can answer, whatever they are given. */
  static final Set<String> OF_DEPLOYMENT =
      Set.of(
          "environment",
          "deployer",
          "reference",
          "providers",
          "roleDefinitions",
          "pickZones",
          "toLogicalZone",
          "toLogicalZones",
          "toPhysicalZone",
          "toPhysicalZones");

  private Signatures() {}

  private static Map<String, Arity> context() {
    Map<String, Arity> all = new HashMap<>();
    all.put("subscription", new Arity(0, 1));
    all.put("resourceGroup", new Arity(0, 2));
    all.put("tenant", new Arity(0, 0));
    all.put("deployment", new Arity(0, 0));
    all.put("environment", new Arity(0, 0));
    all.put("deployer", new Arity(0, 0));
    all.put("reference", new Arity(1, 3));
    all.put("loadTextContent", new Arity(1, 2));
    all.put("loadJsonContent", new Arity(1, 3));
    all.put("loadFileAsBase64", new Arity(1, 1));
    all.put("utcNow", new Arity(0, 1));
    all.put("newGuid", new Arity(0, 0));
    all.put("nameof", new Arity(1, 1));
    all.put("managementGroup", new Arity(0, 1));
    all.put("providers", new Arity(1, 2));
    all.put("roleDefinitions", new Arity(1, 1));
    all.put("pickZones", new Arity(3, 5));
    all.put("toLogicalZone", new Arity(3, 3));
    all.put("toLogicalZones", new Arity(3, 3));
    all.put("toPhysicalZone", new Arity(3, 3));
    all.put("toPhysicalZones", new Arity(3, 3));
    return Map.copyOf(all);
  }

  /** How many variables the lambdas of a function may have. */
  static Arity lambda(String function) {
    return switch (function) {
      case "map", "filter" -> new Arity(1, 2);
      case "reduce" -> new Arity(2, 3);
      case "sort" -> new Arity(2, 2);
      default -> new Arity(1, 1);
    };
  }

  /** Whether the compiler knows the function and this evaluator does not. */
  static boolean isRefused(String name) {
    return REFUSED.contains(name);
  }

  /** Whether a function is in the namespace {@code az}, and not in {@code sys}. */
  static boolean isOfAzure(String name) {
    return OF_AZURE.contains(name)
        || OF_DEPLOYMENT.contains(name)
        || isList(name)
        || name.endsWith("esourceId");
  }

  static boolean isList(String name) {
    return name.startsWith("list") && name.length() > 4 && Character.isUpperCase(name.charAt(4));
  }

  static Optional<Arity> find(String name, boolean parameterFile) {
    if (parameterFile && IN_PARAMETER_FILES.containsKey(name)) {
      return Optional.of(IN_PARAMETER_FILES.get(name));
    }
    if (HIGHER.containsKey(name)) {
      return Optional.of(HIGHER.get(name));
    }
    if (isList(name)) {
      return Optional.of(new Arity(2, 3));
    }
    return Functions.find(name)
        .map(builtin -> new Arity(builtin.min(), builtin.max()))
        .or(() -> Optional.ofNullable(CONTEXT.get(name)));
  }

  static Set<String> names() {
    Set<String> names = new HashSet<>(CONTEXT.keySet());
    names.addAll(HIGHER.keySet());
    Functions.names().forEach(names::add);
    return names;
  }
}
