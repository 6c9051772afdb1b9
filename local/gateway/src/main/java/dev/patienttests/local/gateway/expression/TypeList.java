package dev.patienttests.local.gateway.expression;

/** The text that {@link TypeTable} reads: kind, name, .NET name, bases, values of enums. */
final class TypeList {
  static final String TEXT =
      """
      namespace System
      class object = Object
      class string = String : IEnumerable<char>
      struct bool = Boolean
      struct char = Char
      struct sbyte = SByte
      struct byte = Byte
      struct short = Int16
      struct ushort = UInt16
      struct int = Int32
      struct uint = UInt32
      struct long = Int64
      struct ulong = UInt64
      struct float = Single
      struct double = Double
      struct decimal = Decimal
      struct Guid
      struct DateTime
      struct DateTimeOffset
      struct TimeSpan
      class Type
      class Uri
      class Random
      class TimeZoneInfo
      class StringComparer
      class Array
      class Tuple<T1>
      class Tuple<T1, T2>
      interface IDisposable
      interface IFormatProvider
      static Math
      static Convert
      static Environment
      static BitConverter
      static Enum
      static TupleFactory
      enum DayOfWeek { Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday }
      enum DateTimeKind { Unspecified, Utc, Local }
      enum StringComparison { CurrentCulture, CurrentCultureIgnoreCase, InvariantCulture, InvariantCultureIgnoreCase, Ordinal, OrdinalIgnoreCase }
      enum StringSplitOptions { None, RemoveEmptyEntries, TrimEntries }
      enum MidpointRounding { ToEven, AwayFromZero }
      enum UriKind { RelativeOrAbsolute, Absolute, Relative }
      enum UriPartial { Scheme, Authority, Path, Query }
      enum UriHostNameType { Unknown, Basic, Dns, IPv4, IPv6 }
      enum Base64FormattingOptions { None, InsertLineBreaks }
      delegate Action
      class Exception
      class SystemException : Exception
      class ArgumentException : SystemException
      class ArgumentNullException : ArgumentException
      class ArgumentOutOfRangeException : ArgumentException
      class ArithmeticException : SystemException
      class DivideByZeroException : ArithmeticException
      class OverflowException : ArithmeticException
      class FormatException : SystemException
      class UriFormatException : FormatException
      class IndexOutOfRangeException : SystemException
      class InvalidCastException : SystemException
      class InvalidOperationException : SystemException
      class ObjectDisposedException : InvalidOperationException
      class NotSupportedException : SystemException
      class NotImplementedException : SystemException
      class NullReferenceException : SystemException
      class TimeoutException : SystemException
      class TimeZoneNotFoundException : Exception
      class ArrayTypeMismatchException : SystemException
      namespace System.Collections.Generic
      class KeyNotFoundException : SystemException
      interface IEnumerable<T>
      interface IEnumerator<T> : IDisposable
      interface ICollection<T> : IEnumerable<T>
      interface IReadOnlyCollection<T> : IEnumerable<T>
      interface IList<T> : ICollection<T>
      interface IReadOnlyList<T> : IReadOnlyCollection<T>
      class List<T> : IList<T>, IReadOnlyList<T>
      class HashSet<T> : ICollection<T>, IReadOnlyCollection<T>
      class Queue<T> : IReadOnlyCollection<T>
      class Stack<T> : IReadOnlyCollection<T>
      struct KeyValuePair<K, V>
      interface IDictionary<K, V> : ICollection<KeyValuePair<K, V>>
      interface IReadOnlyDictionary<K, V> : IReadOnlyCollection<KeyValuePair<K, V>>
      class Dictionary<K, V> : IDictionary<K, V>, IReadOnlyDictionary<K, V>
      class SortedDictionary<K, V> : IDictionary<K, V>, IReadOnlyDictionary<K, V>
      interface IEqualityComparer<T>
      namespace System.Linq
      static Enumerable
      interface IGrouping<K, V> : IEnumerable<V>
      interface IOrderedEnumerable<T> : IEnumerable<T>
      class Lookup<K, V> : IEnumerable<IGrouping<K, V>>
      namespace System.Globalization
      class CultureInfo : IFormatProvider
      enum NumberStyles { None, AllowLeadingWhite = 1, AllowTrailingWhite = 2, AllowLeadingSign = 4, Integer = 7, AllowTrailingSign = 8, AllowParentheses = 16, AllowDecimalPoint = 32, AllowThousands = 64, Number = 111, AllowExponent = 128, Float = 167, AllowCurrencySymbol = 256, Currency = 383, Any = 511, AllowHexSpecifier = 512, HexNumber = 515 }
      enum DateTimeStyles { None, AllowLeadingWhite = 1, AllowTrailingWhite = 2, AllowInnerWhite = 4, AllowWhiteSpaces = 7, NoCurrentDateDefault = 8, AdjustToUniversal = 16, AssumeLocal = 32, AssumeUniversal = 64, RoundtripKind = 128 }
      namespace System.Text
      class Encoding
      class StringBuilder
      namespace System.IO
      class StringReader : IDisposable
      class StringWriter : IDisposable
      namespace System.Net
      static WebUtility
      class IPAddress
      namespace System.Net.Sockets
      enum AddressFamily { InterNetwork = 2, InterNetworkV6 = 23 }
      namespace System.Text.RegularExpressions
      class Regex
      class Capture
      class Group : Capture
      class Match : Group
      class MatchCollection : IEnumerable<Match>
      class GroupCollection : IEnumerable<Group>
      class CaptureCollection : IEnumerable<Capture>
      class RegexParseException : ArgumentException
      enum RegexOptions { None, IgnoreCase = 1, Multiline = 2, ExplicitCapture = 4, Compiled = 8, Singleline = 16, IgnorePatternWhitespace = 32, RightToLeft = 64, ECMAScript = 256, CultureInvariant = 512 }
      namespace System.Security.Cryptography
      struct HashAlgorithmName
      class HashAlgorithm : IDisposable
      class SHA1 : HashAlgorithm
      class SHA256 : HashAlgorithm
      class SHA384 : HashAlgorithm
      class SHA512 : HashAlgorithm
      class MD5 : HashAlgorithm
      class SHA1Managed : SHA1
      class SHA256Managed : SHA256
      class SHA384Managed : SHA384
      class SHA512Managed : SHA512
      class HMAC : HashAlgorithm
      class HMACMD5 : HMAC
      class HMACSHA1 : HMAC
      class HMACSHA256 : HMAC
      class HMACSHA384 : HMAC
      class HMACSHA512 : HMAC
      class SymmetricAlgorithm : IDisposable
      class Aes : SymmetricAlgorithm
      enum CipherMode { CBC = 1, ECB = 2 }
      enum PaddingMode { None = 1, PKCS7 = 2 }
      class CryptographicException : SystemException
      namespace Newtonsoft.Json
      static JsonConvert
      enum Formatting { None, Indented }
      class JsonException : Exception
      class JsonReaderException : JsonException
      class JsonSerializationException : JsonException
      namespace Newtonsoft.Json.Linq
      interface JEnumerable<T> : IEnumerable<T>
      class JToken : IEnumerable<JToken>
      class JContainer : JToken
      class JObject : JContainer
      class JArray : JContainer
      class JProperty : JContainer
      class JValue : JToken
      class JRaw : JValue
      enum JTokenType { None, Object, Array, Constructor, Property, Comment, Integer, Float, String, Boolean, Null, Undefined, Date, Raw, Bytes, Guid, Uri, TimeSpan }
      namespace System.Xml
      class XmlException : SystemException
      static XmlConvert
      namespace System.Xml.Linq
      class XObject
      class XNode : XObject
      class XContainer : XNode
      class XElement : XContainer
      class XDocument : XContainer
      class XText : XNode
      class XCData : XText
      class XComment : XNode
      class XAttribute : XObject
      class XName
      class XNamespace
      class XDeclaration
      enum SaveOptions { None, DisableFormatting, OmitDuplicateNamespaces }
      enum LoadOptions { None, PreserveWhitespace, SetBaseUri, SetLineInfo = 4 }
      namespace (model)
      class IProxyRequestContext
      class IRequest
      class IResponse
      class IMessageBody
      class IUrl
      class MultiMap : IReadOnlyDictionary<string, string[]>
      class StringMap : IReadOnlyDictionary<string, string>
      class VariableMap : IReadOnlyDictionary<string, object>
      class ILastError
      class ISubscription
      class IProduct
      class IGroup
      class IApi
      class IOperation
      class IDeployment
      class IGateway
      class IUser
      class IUserIdentity
      class IPrivateEndpointConnection
      class X509Certificate2
      class X500DistinguishedName
      enum ProductState { NotPublished, Published }
      class IWorkspace
      class ISubscriptionKeyParameterNames
      class Jwt
      class BasicAuthCredentials
      """;

  private TypeList() {}
}
