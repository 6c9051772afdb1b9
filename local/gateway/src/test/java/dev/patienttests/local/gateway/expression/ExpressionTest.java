package dev.patienttests.local.gateway.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where .NET's answers differ from what Java would give. */
class ExpressionTest {

  private static Exchange exchange() {
    Headers headers = new Headers();
    headers.add("Accept", "text/plain");
    headers.add("accept", "text/html");
    headers.add("X-Count", "7");
    Request request =
        new Request(
            "POST",
            RequestUrl.parse("https://gateway.example/a/b?q=x%20y&Q=z&flag"),
            headers,
            Optional.of(MessageBody.of("{\"a\":{\"b\":[1,\"two\",null]},\"ok\":true}")),
            "203.0.113.7");
    Exchange exchange = Evaluation.exchange(request);
    exchange.variables().put("text", "abc");
    exchange.variables().put("number", 42);
    exchange.variables().put("none", null);
    return exchange;
  }

  private static CompiledExpression compile(String code) {
    return Evaluation.compile(code);
  }

  private static String outcome(String code) {
    return Evaluation.outcome(code, exchange());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
("a" + null + "b")                                   § ab
("is " + true + 'c' + 1.0 + 2L)                      § is Truec12
(1e16 + "|" + 1e17 + "|" + 0.0001 + "|" + 0.00001)   § 1E+16|1E+17|0.0001|1E-05
(7 / 2 + "|" + -7 / 2 + "|" + -7 % 3 + "|" + 7 / 2.0) § 3|-3|-1|3.5
(int.Parse("2147483647") + 1)                        § -2147483648
(int.MaxValue.ToString())                            § 2147483647
(1 / int.Parse("0"))                                 § DivideByZeroException
(1.0 / 0)                                            § Infinity
('a' + 1)                                            § 98
("" + 'a' + 1)                                       § a1
(1 < 2 && !(3 >= 4) || false)                        § True
(true ? 1 : 2L)                                      § 1
(context.Response?.StatusCode == 200)                § False
(context.Response?.StatusCode)                       § null
(context.Response.StatusCode)                        § NullReferenceException
(context.Product?.Id ?? "none")                      § none
(context.Product?.Id.Length.ToString() ?? "none")    § none
((string)context.Variables["text"] + "!")            § abc!
((int)context.Variables["number"] + 1)               § 43
((long)context.Variables["number"])                  § InvalidCastException
((string)context.Variables["number"])                § InvalidCastException
((int)context.Variables["none"])                     § NullReferenceException
(context.Variables["missing"])                       § KeyNotFoundException
(context.Variables["text"] == "abc")                 § False
((string)context.Variables["text"] == "abc")         § True
(context.Variables.ContainsKey("none"))              § True
(context.Variables.GetValueOrDefault<int>("missing", 5)) § 5
(context.Variables.GetValueOrDefault<string>("missing")) § null
(context.Variables.GetValueOrDefault<int>("text"))   § InvalidCastException
(context.Variables.GetValueOrDefault("text") + "!")  § abc!
((int)context.Variables.GetValueOrDefault("number")) § 42
(context.Variables.GetValueOrDefault("missing"))     § null
(string.Concat(context.Variables.GetValueOrDefault("text"), context.Variables.GetValueOrDefault("missing"))) § abc
(context.Variables["text"] as string)                § abc
(context.Variables["number"] as string)              § null
(context.Variables["number"] is int)                 § True
(context.Request.Headers.GetValueOrDefault("ACCEPT")) § text/plain,text/html
(context.Request.Headers.GetValueOrDefault("no"))    § null
(context.Request.Headers.GetValueOrDefault("no", ""))  §
(context.Request.Headers["x-count"][0])              § 7
(context.Request.Headers["no"])                      § KeyNotFoundException
(context.Request.Url.Query.GetValueOrDefault("q"))   § x y
(context.Request.Url.Path + context.Request.Url.QueryString) § /a/b?q=x%20y&Q=z&flag
(context.Request.Method.ToLower())                   § post
(context.RequestId)                                  § 7f3c9a52-0b1e-4d68-9c27-5e8a41d0b6f3
(context.RequestId.ToString("N"))                    § 7f3c9a520b1e4d689c275e8a41d0b6f3
((string)context.Request.Body.As<JObject>()["a"]["b"][1]) § two
((string)context.Request.Body.As<JObject>()["a"]["b"][2]) § null
((string)context.Request.Body.As<JObject>()["missing"]) § null
((string)context.Request.Body.As<JObject>()["missing"]["b"]) § NullReferenceException
((bool)context.Request.Body.As<JObject>()["ok"])     § True
((string)context.Request.Body.As<JObject>()["ok"])   § True
((int)context.Request.Body.As<JObject>()["a"])       § ArgumentException
(context.Request.Body.As<JArray>())                  § JsonReaderException
(context.Request.Body.As<string>(preserveContent: true).Length) § 36
("abc".Substring(1, 2))                              § bc
(new string("abc".ToCharArray(), 1, 2))              § bc
(new string("abc".ToCharArray(), 2, 2))              § ArgumentOutOfRangeException
("a,b".Split(',').Where(x => x != "a").ToArray<string>()[0]) § b
("a,b".Split(',').Select<string, int>(x => x.Length).Sum<int>(x => x + 1)) § 4
("a,b".Split(',').ToList<object>().GetType().Name)   § List`1
("abc".Substring(2, 2))                              § ArgumentOutOfRangeException
("abc".Substring(3))                                 §
("a,b,,".Split(',').Length)                          § 4
("a,b,,".Split(',')[4])                              § IndexOutOfRangeException
("".Split(',').Length)                               § 1
("a.b".Replace(".", null))                           § ab
("aXa".Replace('a', 'b'))                            § bXb
("abc".IndexOf("z") + "|" + "abc".Contains("b"))     § -1|True
("Abc".StartsWith("aB", StringComparison.OrdinalIgnoreCase)) § True
("aÄ$bab".Replace("ä$B", "$1", StringComparison.OrdinalIgnoreCase)) § a$1ab
(string.Join("|", "abcab,c".Split(new[] { "ab", "a", "," }, StringSplitOptions.None))) § |c||c
(string.Join("|", "abcab,c".Split(new[] { "a", "ab", "," }, StringSplitOptions.None))) § |bc|b|c
(string.Join("|", "aaaaa".Split(new[] { "aa", "b" }, StringSplitOptions.None))) § ||a
(string.Join("|", "b,, ,c,d".Split(new[] { ", ", "," }, 2, StringSplitOptions.RemoveEmptyEntries))) § b|c,d
("aAb".Replace("A", null, StringComparison.OrdinalIgnoreCase)) § b
("a".Replace("", "b", StringComparison.OrdinalIgnoreCase)) § ArgumentException
("  x ".Trim() + "|" + "--x".TrimStart('-'))         § x|x
(string.IsNullOrEmpty(null) + "|" + string.IsNullOrWhiteSpace(" ")) § True|True
(string.Format("{1}-{0,3}|{0,-3}|{{}}", 1, true))    § True-  1|1  |{}
(string.Join("-", "a", "b") + string.Concat("c", 1)) § a-bc1
(int.Parse(" +42 "))                                 § 42
(int.Parse("4 2"))                                   § FormatException
(int.Parse("99999999999"))                           § OverflowException
(int.Parse(null))                                    § ArgumentNullException
(bool.Parse("TRUE"))                                 § True
(Guid.Parse("x"))                                    § FormatException
($"{1 + 1}|{{x}}|{(true ? "y" : "n")}")              § 2|{x}|y
(@"a\\b")                                              § a\\b
("a\\tb\\u0041".Length)                                § 4
((string)null ?? "d")                                § d
(new JObject(new JProperty("a", 1)).ToString(Newtonsoft.Json.Formatting.None)) § {"a":1}
{ var a = 1; if (a > 0) { a = a + 1; } else { a = 5; } return a; } § 2
{ int n; return int.TryParse("5", out n) ? n : -1; }  § 5
{ var b = Encoding.UTF8.GetBytes("abc"); using (SymmetricAlgorithm s = SymmetricAlgorithm.Create("aes")) { s.KeySize = 128; s.Mode = CipherMode.CBC; s.Padding = PaddingMode.PKCS7; s.Key = new byte[32]; s.IV = new byte[16]; return s.KeySize + Convert.ToBase64String(b.Encrypt(s)).Replace(Convert.ToBase64String(b.Encrypt("Aes", new byte[32], new byte[16])), "!"); } } § 256!
{ using (var s = Aes.Create()) { return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes("abc").Encrypt(s).Decrypt(s, s.Key, s.IV)); } } § abc
{ using (var s = Aes.Create()) { s.Key = new byte[5]; return s; } } § CryptographicException
{ using (var s = Aes.Create()) { s.IV = new byte[5]; return s; } } § CryptographicException
{ using (var s = Aes.Create()) { s.Mode = CipherMode.ECB; s.Padding = PaddingMode.None; s.GenerateKey(); s.GenerateIV(); return new byte[32].Encrypt(s).Length + s.BlockSize; } } § 160
{ using (var s = Aes.Create()) { s.Padding = PaddingMode.None; return new byte[5].Encrypt(s); } } § CryptographicException
{ return int.TryParse("x", out var n) ? n : n - 1; }  § -1
{ string s = null; s += "a"; return s; }              § a
""")
  void endsAsInDotNet(String code, String expected) {
    assertThat(outcome("@" + code)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
(context.Nope)                     § 11 § member 'Nope'
("a".Nope())                       § 7  § member 'Nope' of 'string'
(context.Variables["a"].Length)    § 26 § member 'Length' of 'object'
(1 + true)                         § 5  § operator + on 'int' and 'bool'
(!1)                               § 3  § operator ! on 'int'
(true ? 1 : "x")                   § 8  § have no common type
(null ?? 1)                        § 8  § operator ??
('Retry-After')                    § 3  § a character literal
("a".Substring("1"))               § 7  § no 'Substring' of 'string' takes
(new System.Net.WebClient())       § 7  § type 'System.Net.WebClient' is not supported
(from x in new[] { 1 } select x)   § 3  § 'from' is not supported
(x => x)                           § 3  § a lambda or method group
(1 == "1")                         § 5  § operator ==
(2147483647 + 1)                   § 14 § an overflow
((int)1e10)                        § 3  § does not fit
(1;)                               § 4  § expected the end of the expression
("a)                               § 1  § the expression is not closed
{ return; }                        § 4  § a value is expected
{ int x; return x; }               § 18 § is used before it has a value
{ var x = null; return x; }        § 8  § var needs a value with a type
{ int if = 1; return 1; }          § 8  § expected a name
{ goto end; }                      § 4  § statement 'goto' is not supported
{ var a = 1; var a = 2; return a; } § 19 § 'a' is declared already
{ x = 1; return 1; }               § 4  § unknown name 'x'
(context.Request.Body.As<int>())    § 24 § cannot be read as 'int'
(new[] { 1 }.Add(2))               § 15 § member 'Add'
{ foreach (var x in new[] { 1 }) { x = 2; } return 1; } § 37 § cannot be assigned
""")
  void isRefusedAtLoadWithItsColumn(String code, int column, String message) {
    PolicyLoadException refusal =
        catchThrowableOfType(PolicyLoadException.class, () -> compile("@" + code));
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.position().column()).isEqualTo(column);
  }

  @Test
  void whatStandsInTwoPlacesIsCompiledOnceAndRefusedInBoth() {
    ExpressionCompiler compiler = new ExpressionCompiler();
    CompiledExpression first =
        compiler.compile(PolicyValue.of("a.xml", "@(1 + 1)"), "set-variable", Optional.empty());
    assertThat(compiler.compile(PolicyValue.of("b.xml", "@(1 + 1)"), "set-body", Optional.empty()))
        .isSameAs(first);
    for (String file : new String[] {"a.xml", "b.xml"}) {
      assertThat(
              catchThrowableOfType(
                  PolicyLoadException.class,
                  () ->
                      compiler.compile(
                          PolicyValue.of(file, "@(1 + x)"), "set-variable", Optional.empty())))
          .hasMessageContainingAll(file, "unknown name 'x'");
    }
  }

  @Test
  void nestingIsBounded() {
    String open = "(".repeat(5_000);
    String close = ")".repeat(5_000);
    assertThat(
            catchThrowableOfType(
                PolicyLoadException.class, () -> compile("@" + open + "1" + close)))
        .hasMessageContaining("nested deeper than");
    assertThat(
            catchThrowableOfType(
                PolicyLoadException.class, () -> compile("@(" + "!".repeat(5_000) + "true)")))
        .hasMessageContaining("nested deeper than");
  }

  @Test
  void deepJsonIsAFaultAndNotTheEndOfTheThread() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    Exchange exchange = exchange();
    exchange.request().body(MessageBody.of(deep));
    assertThat(
            catchThrowableOfType(
                    DotNetException.class,
                    () -> compile("@(context.Request.Body.As<JToken>())").evaluate(exchange))
                .typeName())
        .isEqualTo("Newtonsoft.Json.JsonReaderException");
  }

  @Test
  void xmlReadsNothingFromOutsideAndDoesNotGrowWithoutEnd() {
    String outside = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>x&e;</a>";
    assertThat(xml(outside)).isIn("x", "XmlException");
    String laughs =
        "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
            + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>"
            + "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;'>]><a>&e;</a>";
    assertThat(xml(laughs)).isEqualTo("XmlException");
    assertThat(xml("<a>".repeat(1_000) + "</a>".repeat(1_000))).isEqualTo("XmlException");
    assertThat(xml("<a>x</a>")).isEqualTo("x");
  }

  private static String xml(String body) {
    Exchange exchange = exchange();
    exchange.request().body(MessageBody.of(body));
    try {
      return RuntimeTypes.text(
          compile("@(context.Request.Body.As<XElement>().Value)").evaluate(exchange));
    } catch (DotNetException e) {
      return e.typeName().substring(e.typeName().lastIndexOf('.') + 1);
    }
  }
}
