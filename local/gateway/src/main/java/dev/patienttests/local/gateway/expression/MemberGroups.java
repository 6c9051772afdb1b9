package dev.patienttests.local.gateway.expression;

import java.util.Set;
import java.util.TreeSet;

/** Which tables have the members of which types. */
final class MemberGroups {
  private MemberGroups() {}

  /** The types that may have members. */
  static Set<String> owners() {
    Set<String> owners = new TreeSet<>(TypeTable.names());
    owners.add(CsType.Kind.NULLABLE.name());
    return owners;
  }

  /** Offers what the tables of a type have, which may be members of other types too. */
  static void offer(String owner, MemberQuery m) {
    switch (owner) {
      case "object", "Type" -> NumberMembers.objects(m);
      case "NULLABLE" -> NumberMembers.nullables(m);
      case "bool" -> NumberMembers.bools(m);
      case "int", "long", "byte", "sbyte", "short", "ushort", "uint", "ulong" ->
          NumberMembers.integers(m, owner);
      case "double", "float" -> NumberMembers.reals(m, owner);
      case "decimal" -> {
        NumberMembers.reals(m, owner);
        MathMembers.decimals(m);
      }
      case "Math" -> MathMembers.register(m);
      case "Random" -> MathMembers.random(m);
      case "Enum" -> NumberMembers.enums(m);
      case "string" -> {
        StringMembers.register(m);
        StringStatics.register(m);
        JwtMembers.extensions(m);
      }
      case "char" -> StringStatics.characters(m);
      case "StringComparer" -> StringStatics.comparers(m);
      case "Guid" -> GuidMembers.register(m);
      case "DateTime" -> DateMembers.register(m);
      case "TimeSpan" -> CsSpanMembers.spans(m);
      case "DateTimeOffset" -> CsSpanMembers.offsets(m);
      case "CultureInfo", "TimeZoneInfo" -> CsSpanMembers.cultures(m);
      case "Uri" -> UriMembers.register(m);
      case "Exception", "ArgumentException" -> TextMembers.exceptions(m);
      default -> {
        collections(owner, m);
        libraries(owner, m);
        ContextMembers.offer(owner, m);
      }
    }
  }

  private static void collections(String owner, MemberQuery m) {
    switch (owner) {
      case "IEnumerable" -> sequences(m);
      case "Lookup", "IGrouping" -> LinqMembers.groups(m);
      case "Enumerable" -> LinqSources.register(m);
      case "IOrderedEnumerable" -> LinqOrders.register(m);
      case "IEnumerator", "IDisposable" -> ListMembers.cursors(m);
      case "Array" -> {
        CollectionMembers.arrays(m);
        CipherMembers.extensions(m);
      }
      case "List" -> ListMembers.lists(m);
      case "Queue", "Stack" -> ListMembers.queues(m);
      case "Dictionary", "SortedDictionary", "IDictionary", "KeyValuePair" ->
          MapMembers.dictionaries(m);
      case "HashSet" -> MapMembers.sets(m);
      case "ICollection", "IReadOnlyCollection" -> MapMembers.collections(m);
      case "IList", "IReadOnlyList" -> MapMembers.lists(m);
      case "Tuple", "TupleFactory" -> MapMembers.tuples(m);
      default -> {}
    }
  }

  private static void sequences(MemberQuery m) {
    LinqMembers.register(m);
    LinqSequences.register(m);
    LinqSources.register(m);
    LinqOrders.register(m);
    ListMembers.cursors(m);
    JsonMembers.sequences(m);
    XmlMembers.sequences(m);
  }

  private static void libraries(String owner, MemberQuery m) {
    switch (owner) {
      case "JToken", "JContainer" -> JsonMembers.tokens(m);
      case "JObject" -> JsonContainerMembers.objects(m);
      case "JArray" -> JsonContainerMembers.arrays(m);
      case "JProperty" -> JsonContainerMembers.properties(m);
      case "JValue", "JRaw" -> JsonContainerMembers.scalars(m);
      case "JsonConvert" -> JsonContainerMembers.converter(m);
      case "Regex" -> RegexMembers.register(m);
      case "Match", "Group", "Capture", "MatchCollection", "GroupCollection" ->
          RegexMembers.found(m);
      case "Convert" -> ConvertMembers.register(m);
      case "BitConverter" -> ConvertMembers.bits(m);
      case "Encoding" -> Encodings.register(m);
      case "SymmetricAlgorithm", "Aes" -> CipherMembers.register(m);
      case "HashAlgorithmName" -> HashName.register(m);
      case "HashAlgorithm",
          "SHA1",
          "SHA256",
          "SHA384",
          "SHA512",
          "MD5",
          "HMAC",
          "HMACSHA1",
          "HMACSHA256",
          "HMACSHA384",
          "HMACSHA512",
          "HMACMD5",
          "SHA1Managed",
          "SHA256Managed",
          "SHA384Managed",
          "SHA512Managed" ->
          HashMembers.register(m);
      case "WebUtility" -> UriMembers.web(m);
      case "IPAddress" -> AddressMembers.register(m);
      case "StringBuilder", "StringReader", "StringWriter", "Environment" ->
          TextMembers.builders(m);
      case "XElement",
          "XDocument",
          "XContainer",
          "XNode",
          "XObject",
          "XAttribute",
          "XComment",
          "XText",
          "XCData",
          "XName",
          "XNamespace" ->
          XmlMembers.containers(m);
      case "XmlConvert" -> XmlMembers.convert(m);
      default -> {}
    }
  }
}
