package dev.patienttests.local.gateway.expression;

import java.util.Map;
import java.util.Optional;

/** What of the recorded expressions is left out, and why. */
final class ConformanceScope {

  /** Cases whose outcome is not the same everywhere, or is nobody's word but the record's. */
  private static final Map<String, String> TAGS =
      Map.of(
          "versionSensitive", "differs between versions of .NET",
          "sensitiveTo", "differs by platform, culture or time zone",
          "model", "a member of API Management whose behaviour is not documented",
          "outsideAllowList", "not among the types that policy expressions may use",
          "minCSharp", "needs a later C# than 7.0",
          "acceptedFromCSharp", "depends on the version of C#");

  private static final Map<String, String> CASES =
      Map.of("json-123", "a number with a leading zero is refused, not read as octal");

  /** Cases of a group that run; all others of it are refused at load. */
  record Group(int runs, int refused, String why) {}

  private static final String PARTLY = "members, operators and types that are not in the subset";

  static final Map<String, Group> GROUPS =
      Map.ofEntries(
          Map.entry("cerr", new Group(160, 11, "near misses that compile: statements, lambdas")),
          Map.entry("coll", new Group(5, 51, "no collections, array initialisers or tuples")),
          Map.entry("conv", new Group(45, 75, "no Convert, decimal, unsigned types or Enum")),
          Map.entry("cry", new Group(0, 15, "no hashes and no encryption")),
          Map.entry("ctx", new Group(72, 29, PARTLY)),
          Map.entry("date", new Group(2, 94, "no dates but those of the context")),
          Map.entry(
              "enc", new Group(4, 69, "no encodings or Base64; of Uri only EscapeDataString")),
          Map.entry("flow", new Group(35, 42, "no loops, switch, try or local functions")),
          Map.entry("fmt", new Group(23, 80, "no format strings")),
          Map.entry("guid", new Group(14, 11, "no byte arrays")),
          Map.entry("idiom", new Group(15, 21, PARTLY)),
          Map.entry("json", new Group(75, 126, "no JSONPath, LINQ to JSON or serialiser")),
          Map.entry("linq", new Group(2, 78, "no lambdas")),
          Map.entry("lit", new Group(34, 28, "no formats, decimal, hexadecimal or typeof")),
          Map.entry("math", new Group(8, 33, "no Math but Min and Max")),
          Map.entry("op", new Group(72, 70, "no decimal, unsigned types, bit operators, patterns")),
          Map.entry("rerr", new Group(31, 36, PARTLY)),
          Map.entry("rgx", new Group(0, 60, "no Regex")),
          Map.entry("str", new Group(69, 74, "no StringBuilder, culture or char classes")),
          Map.entry("xml", new Group(0, 37, "no XML")));

  private ConformanceScope() {}

  static Optional<String> reasonToLeaveOut(ConformanceCase one) {
    if (one.hasOtherVariables()) {
      return Optional.of("a variable of a type that no expression of the subset can make");
    }
    return TAGS.entrySet().stream()
        .filter(tag -> one.json().has(tag.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> Optional.ofNullable(CASES.get(one.id())));
  }
}
