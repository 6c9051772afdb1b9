package dev.patienttests.local.gateway.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would take too long or too much is a fault, or takes no longer than it must. */
@Timeout(60)
class ExpressionLimitsTest {
  private static String outcome(String code) {
    Request request =
        new Request(
            "GET",
            RequestUrl.parse("https://gateway.example/a"),
            new Headers(),
            Optional.empty(),
            "203.0.113.7");
    return Evaluation.outcome(code, Evaluation.exchange(request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
{ var n = 0; while (true) { n++; } }                                   § ThreadAbortException
{ var n = 0; var s = "".PadLeft(9999999); while (true) { n += s.IndexOf("b"); } } § ThreadAbortException
{ int F(int n) => F(n + 1); return F(0); }                             § InsufficientExecutionStackException
{ System.Func<int, int> f = null; f = n => f(n); return f(1); }        § InsufficientExecutionStackException
{ var s = "x"; while (true) { s += s; } }                              § OutOfMemoryException
("".PadLeft(2000000000))                                               § OutOfMemoryException
(JToken.Parse(string.Concat(Enumerable.Repeat("{'a':", 50)) + "1" + "".PadLeft(50, '}')).SelectTokens("$..a..a..a..a..a..a").Any()) § ThreadAbortException
(JToken.Parse("[" + string.Join(",", Enumerable.Repeat("{'b':1}", 9000)) + "]").SelectTokens("$[?($..b == @.b)]").Any()) § ThreadAbortException
(new int[2000000000].Length)                                           § OutOfMemoryException
(Enumerable.Range(0, 2000000000).Count())                              § ThreadAbortException
(Regex.IsMatch("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", @"(a+)+\\1b"))      § RegexMatchTimeoutException
(Regex.IsMatch("a", "".PadLeft(9999999)))                              § NotSupportedException
(Regex.IsMatch("a", "".PadLeft(16384, '(')))                           § RegexParseException
(Regex.IsMatch("a", "".PadLeft(16384, '[')))                           § RegexParseException
{ try { while (true) { } } catch (Exception) { return 1; } }           § ThreadAbortException
""")
  void whatTakesTooMuchIsAFault(String code, String outcome) {
    assertThat(outcome("@" + code)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
(int.Parse("".PadLeft(4000000, '1')))                                  § OverflowException
(int.Parse("".PadLeft(4000000, '0') + "12"))                           § 12
(int.Parse("".PadLeft(4000000, 'F'), NumberStyles.HexNumber))          § OverflowException
(int.Parse("".PadLeft(4000000) + "x"))                                 § FormatException
(decimal.Parse("".PadLeft(4000000, '1')))                              § OverflowException
(decimal.Parse("0.".PadRight(4000000, '1')))                           § 0.1111111111111111111111111111
(decimal.Parse("0.5".PadRight(4000000, '0') + "1"))                    § 0.5000000000000000000000000000
(decimal.Parse("0.".PadRight(4000000, '0') + "1"))                     § 0.0000000000000000000000000000
(double.Parse("1.".PadRight(4000000, '0') + "1"))                      § 1
(Convert.ToInt32("".PadLeft(4000000, '1'), 2))                         § OverflowException
(1.ToString("".PadLeft(4000000, '0')))                                  § FormatException
(1.5.ToString("#,".PadRight(4000000, '0')))                            § FormatException
(string.Format("{0:" + "".PadLeft(4000000, '0') + "}", 1))             § FormatException
(DateTime.UtcNow.ToString("".PadLeft(4000000, '-')))                   § FormatException
(TimeSpan.Zero.ToString("'".PadRight(4000000) + "'"))                  § FormatException
(1.ToString("".PadLeft(1000, '0')).Length)                             § 1000
(JToken.Parse("".PadLeft(4000000, '1')))                               § JsonReaderException
(JToken.Parse("".PadLeft(381, '1')))                                   § JsonReaderException
(JToken.Parse("".PadLeft(380, '1')).ToString().Length)                 § 380
""")
  void numbersOfManyDigitsAreReadNoLongerThanTheyMatter(String code, String outcome) {
    assertThat(outcome("@" + code)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
(text.Contains(part))                                                  § False
(text.IndexOf(part))                                                   § -1
(text.IndexOf(part, 7))                                                § -1
(text.IndexOf(part, StringComparison.OrdinalIgnoreCase))               § -1
(text.LastIndexOf(part.Substring(1) + "ba"))                           § -1
(text.LastIndexOf("b" + text.Substring(2000000)))                      § -1
(text.Replace(part, "c").Length)                                       § 4000000
(text.Replace(text.Substring(2000000), "c"))                           § cc
(text.Replace(part, "c", StringComparison.OrdinalIgnoreCase).Length)   § 4000000
(text.Replace(text.Substring(2000000), "c", StringComparison.OrdinalIgnoreCase)) § cc
(text.Split(new[] { part }, StringSplitOptions.None).Length)           § 1
(text.Split(new[] { part, part + "c" }, StringSplitOptions.None).Length) § 1
(text.Split(new[] { part, "a" }, StringSplitOptions.None).Length)      § 4000001
(text.Split(Enumerable.Repeat("bb", 65).ToArray(), StringSplitOptions.None).Length) § NotSupportedException
(("b" + text).Split(new[] { 'a' }, 2, StringSplitOptions.RemoveEmptyEntries).Length) § 1
(text.Split(text.Replace("a", "b").ToCharArray()).Length)              § 1
(text.Trim((text.Replace("a", "b") + "a").ToCharArray()).Length)       § 0
(text.TrimEnd((text.Replace("a", "b") + "a").ToCharArray()).Length)    § 0
(text.IndexOfAny(text.Replace("a", "b").ToCharArray()))                § -1
(text.LastIndexOfAny(text.Replace("a", "b").ToCharArray()))            § -1
(new StringBuilder(text).Replace(part, "c").Length)                    § 4000000
""")
  void textsAreSearchedInNoMoreTimeThanTheirLengths(String code, String outcome) {
    String texts =
        "var text = \"\".PadLeft(4000000, 'a'); var part = text.Substring(2000000) + \"b\";";
    assertThat(outcome("@{ %s return %s; }".formatted(texts, code))).isEqualTo(outcome);
  }
}
