package dev.patienttests.local.gateway.expression;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Recorded expressions that are refused at load or end otherwise, each with its reason. */
final class ConformanceScope {

  /** Refused at load, by reason. */
  static final Map<String, Set<String>> REFUSED =
      Map.ofEntries(
          Map.entry("cultures other than the invariant one", Set.of("conv-072", "fmt-178")),
          Map.entry(
              "arrays of several dimensions",
              Set.of("coll-009", "coll-010", "coll-013", "json-384")),
          Map.entry("ref parameters", Set.of("coll-026", "flow-112")),
          Map.entry(
              "query expressions (from ... select)", Set.of("linq-121", "linq-122", "linq-124")),
          Map.entry("goto, labels, yield", Set.of("flow-038", "flow-039", "flow-117")),
          Map.entry(
              "captures of a group, conditions and right-to-left in patterns",
              Set.of("rgx-093", "rgx-103", "rgx-104", "rgx-105", "rgx-109")),
          Map.entry("other members", Set.of("enc-157", "enc-158", "fmt-214", "str-305")));

  /** Not as recorded. */
  static final Map<String, String> DIFFERING =
      Map.of(
          "enc-032", "differs between versions of .NET",
          "fmt-033", "differs between versions of .NET",
          "rgx-068", "Java folds the dotted capital I",
          "rgx-069", "Java folds the dotless i",
          "rgx-122", "Java matches code points, .NET UTF-16 units",
          "str-284", "each boxing and copy of a text is one object here");

  private ConformanceScope() {}

  static Set<String> refused() {
    Set<String> all = new TreeSet<>();
    REFUSED.values().forEach(all::addAll);
    return all;
  }
}
