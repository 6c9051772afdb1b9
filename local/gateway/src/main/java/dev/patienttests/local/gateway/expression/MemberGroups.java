package dev.patienttests.local.gateway.expression;

/** Which class has the members of which types. */
final class MemberGroups {
  private MemberGroups() {}

  static void register(Members m) {
    m.group("object Type", NumberMembers::objects);
    m.group("NULLABLE", NumberMembers::nullables);
    NumberMembers.numbers(m);
    m.group("Math", MathMembers::register);
    m.group("decimal", MathMembers::decimals);
    m.group("Random", MathMembers::random);
    m.group("Enum", NumberMembers::enums);
    m.group("string", StringMembers::register);
    m.group("string", StringStatics::register);
    m.group("string Jwt BasicAuthCredentials", JwtMembers::register);
    m.group("char", StringStatics::characters);
    m.group("StringComparer", StringStatics::comparers);
    m.group("Convert", ConvertMembers::register);
    m.group("BitConverter", ConvertMembers::bits);
    m.group("Encoding", Encodings::register);
    m.group("Guid", GuidMembers::register);
    m.group("DateTime", DateMembers::register);
    m.group("TimeSpan", CsSpanMembers::spans);
    m.group("DateTimeOffset", CsSpanMembers::offsets);
    m.group("CultureInfo TimeZoneInfo", CsSpanMembers::cultures);
    m.group("JToken JObject JArray IEnumerable", JsonMembers::tokens);
    m.group("JContainer JObject JProperty", JsonContainerMembers::objects);
    m.group("JArray JValue JRaw", JsonContainerMembers::arrays);
    m.group("JsonConvert", JsonContainerMembers::converter);
    m.group("IEnumerable Lookup IGrouping", LinqMembers::register);
    m.group("IEnumerable", LinqSequences::register);
    m.group("IEnumerable Enumerable", LinqSources::register);
    m.group("IEnumerable IOrderedEnumerable", LinqOrders::register);
    m.group("Array", CollectionMembers::arrays);
    m.group("Array", CipherMembers::extensions);
    m.group("SymmetricAlgorithm Aes", CipherMembers::register);
    m.group("HashAlgorithmName", HashName::register);
    m.group("List", ListMembers::lists);
    m.group("IEnumerable IEnumerator IDisposable", ListMembers::cursors);
    m.group("Queue Stack", ListMembers::queues);
    m.group("Dictionary SortedDictionary IDictionary KeyValuePair", MapMembers::dictionaries);
    m.group("HashSet", MapMembers::sets);
    m.group(
        "ICollection IReadOnlyCollection IList IReadOnlyList Tuple TupleFactory",
        MapMembers::interfaces);
    m.group("Regex", RegexMembers::register);
    m.group("Match Group Capture MatchCollection GroupCollection", RegexMembers::found);
    m.group("Uri:", UriMembers::statics);
    m.group("Uri.", UriMembers::properties);
    m.group("WebUtility", UriMembers::web);
    m.group("IPAddress", UriMembers::addresses);
    m.group("StringBuilder StringReader StringWriter Environment", TextMembers::builders);
    m.group("Exception ArgumentException", TextMembers::exceptions);
    m.group(
        "HashAlgorithm SHA1 SHA256 SHA384 SHA512 MD5 HMAC HMACSHA1 HMACSHA256 HMACSHA384 HMACSHA512"
            + " HMACMD5 SHA1Managed SHA256Managed SHA384Managed SHA512Managed",
        HashMembers::register);
    m.group(
        "XElement XDocument XContainer XNode XObject XAttribute XComment XText XCData XName"
            + " XNamespace",
        XmlMembers::containers);
    m.group("IEnumerable", XmlMembers::sequences);
    m.group("XmlConvert", XmlMembers::convert);
    ContextMembers.register(m);
  }
}
