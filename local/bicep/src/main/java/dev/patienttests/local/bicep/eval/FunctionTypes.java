package dev.patienttests.local.bicep.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the built-in functions take and give, as far as the compiler tells it. */
final class FunctionTypes {
  // A name, what it takes, and what it gives. A last "..." takes any number of the type before it;
  // in braces are the strings among the properties of an object.
  private static final String TABLE =
      """
      any(any) any
      array(any) array
      base64(string) string
      base64ToJson(string) any
      base64ToString(string) string
      bool(any) bool
      cidrHost(string, int) string
      cidrSubnet(string, int, int) string
      concat(array...) array
      concat(string|int|bool...) string
      contains(object, string) bool
      contains(array, any) bool
      contains(string, string) bool
      dataUri(any) string
      dataUriToString(string) string
      dateTimeAdd(string, string, string) string
      dateTimeFromEpoch(int) string
      dateTimeToEpoch(string) int
      deployer() object
      deployment() {name}
      distinct(array) array
      empty(null|object) bool
      empty(null|array) bool
      empty(null|string) bool
      endsWith(string, string) bool
      environment() {name}
      extensionResourceId(string...) string
      fail(string) any
      filter(array, any) array
      first(array) any
      first(string) string
      flatten(array) array
      format(string, any...) string
      groupBy(array, any, any) object
      guid(string...) string
      indexOf(string, string) int
      indexOf(array, any) int
      int(string|int) int
      intersection(object...) object
      intersection(array...) array
      items(object) array
      join(array, string) string
      json(string) any
      last(array) any
      last(string) string
      lastIndexOf(string, string) int
      lastIndexOf(array, any) int
      length(string) int
      length(object) int
      length(array) int
      like(string, string) bool
      loadFileAsBase64(string) string
      loadTextContent(string, string) string
      managementGroup(string) {id name}
      managementGroupResourceId(string...) string
      map(array, any) array
      mapValues(object, any) object
      max(int...) int
      max(array) int
      min(int...) int
      min(array) int
      newGuid() string
      objectKeys(object) array
      padLeft(int|string, int, string) string
      parseCidr(string) object
      range(int, int) array
      readEnvironmentVariable(string, string) string
      reduce(array, any, any) any
      replace(string, string, string) string
      resourceGroup(string, string) {id name location}
      resourceId(string...) string
      shallowMerge(array) object
      skip(array, int) array
      skip(string, int) string
      sort(array, any) array
      split(string, string) array
      split(string, array) array
      startsWith(string, string) bool
      string(any) string
      subscription(string) {id subscriptionId tenantId displayName}
      subscriptionResourceId(string...) string
      substring(string, int, int) string
      take(array, int) array
      take(string, int) string
      tenant() {tenantId displayName}
      tenantResourceId(string...) string
      toLower(string) string
      toObject(array, any, any) object
      toUpper(string) string
      trim(string) string
      union(object...) object
      union(array...) array
      uniqueString(string...) string
      uri(string, string) string
      uriComponent(string) string
      uriComponentToString(string) string
      utcNow(string) string
      """;

  private static final Map<String, List<Signature>> SIGNATURES = signatures();

  /**
   * One way to call a function.
   *
   * @param parameters what it takes; how many of them, {@link Signatures} knows
   * @param variadic whether the last parameter takes all further arguments
   * @param result what it gives
   */
  record Signature(List<Inferred> parameters, boolean variadic, Inferred result) {
    /** What is expected for an argument. */
    Inferred parameter(int i) {
      return i < parameters.size()
          ? parameters.get(i)
          : variadic ? parameters.get(parameters.size() - 1) : InferredKinds.ANY;
    }
  }

  private FunctionTypes() {}

  /** The ways to call a function; none where nothing is known of it. */
  static List<Signature> of(String name) {
    return SIGNATURES.getOrDefault(name, List.of());
  }

  private static Map<String, List<Signature>> signatures() {
    Map<String, List<Signature>> all = new HashMap<>();
    for (String line : TABLE.lines().toList()) {
      String name = line.substring(0, line.indexOf('('));
      String parameters = line.substring(name.length() + 1, line.indexOf(')'));
      boolean variadic = parameters.endsWith("...");
      List<Inferred> types = new ArrayList<>();
      for (String parameter : parameters.replace("...", "").split(", ", -1)) {
        types.add(type(parameter));
      }
      Inferred result = type(line.substring(line.indexOf(')') + 2));
      all.computeIfAbsent(name, none -> new ArrayList<>())
          .add(new Signature(List.copyOf(types), variadic, result));
    }
    return Map.copyOf(all);
  }

  private static Inferred type(String names) {
    if (names.startsWith("{")) {
      Map<String, Inferred> members = new HashMap<>();
      for (String name : names.substring(1, names.length() - 1).split(" ", -1)) {
        members.put(name, InferredKinds.TEXT);
      }
      return new Inferred.Fields(members, Optional.of(InferredKinds.ANY));
    }
    List<Inferred> choices = new ArrayList<>();
    for (String name : names.split("\\|", -1)) {
      choices.add(
          switch (name) {
            case "string" -> InferredKinds.TEXT;
            case "int" -> InferredKinds.NUMBER;
            case "bool" -> InferredKinds.TRUTH;
            case "array" -> InferredKinds.ITEMS;
            case "object" -> InferredKinds.FIELDS;
            case "null" -> InferredKinds.NULL;
            default -> InferredKinds.ANY;
          });
    }
    return InferredKinds.oneOf(choices);
  }
}
