package dev.patienttests.local.gateway.expression;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Recorded expressions that are refused at load or end otherwise, each with its reason. */
final class ConformanceScope {

  /** Refused at load, by reason. */
  static final Map<String, Set<String>> REFUSED =
      Map.ofEntries(
          Map.entry(
              "XML (LINQ to XML, XmlConvert)",
              Set.of(
                  "ctx-092",
                  "ctx-093",
                  "date-245",
                  "rerr-100",
                  "xml-005",
                  "xml-006",
                  "xml-009",
                  "xml-010",
                  "xml-011",
                  "xml-014",
                  "xml-015",
                  "xml-016",
                  "xml-018",
                  "xml-021",
                  "xml-022",
                  "xml-024",
                  "xml-029",
                  "xml-031",
                  "xml-034",
                  "xml-035",
                  "xml-036",
                  "xml-038",
                  "xml-039",
                  "xml-043",
                  "xml-044",
                  "xml-046",
                  "xml-047",
                  "xml-049",
                  "xml-050",
                  "xml-051",
                  "xml-052",
                  "xml-053",
                  "xml-054",
                  "xml-056",
                  "xml-058",
                  "xml-059",
                  "xml-060",
                  "xml-062",
                  "xml-063",
                  "xml-070",
                  "xml-071",
                  "xml-073",
                  "xml-074",
                  "xml-077",
                  "xml-081")),
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
          Map.entry(
              "members of context that the stack has no values for",
              Set.of(
                  "ctx-280", "ctx-282", "ctx-290", "ctx-293", "ctx-295", "ctx-297", "ctx-300",
                  "ctx-304")),
          Map.entry(
              "other members",
              Set.of("cry-039", "enc-157", "enc-158", "fmt-214", "rerr-148", "str-305")));

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
