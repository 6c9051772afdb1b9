package dev.patienttests.local.gateway.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters that the service documents, as DotLiquid 2.0 has them. */
class LiquidFiltersTest {
  private static final String JSON =
      "{'name':'Ada b','n':5,'d':-1.5,'none':null,'blank':' ','list':[3,1,2,1],"
          + "'words':['b','A','c'],'deep':[1,[2,null]],'at':'2012-03-21T05:40:30Z',"
          + "'items':[{'id':2},{'id':1},{}],'html':'<b>x</b><script>y</script>',"
          + "'lines':'a\\r\\nb','quote':'say \\'hi\\''}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
{{body.d | Abs}} {{'-7' | Abs}} {{body.name | Abs}} § 1.5 7 0
{{body.name | Append: '!' | Append: body.n}}        § Ada b!5
[{{body.none | Append: 'x'}}]                       § []
{{body.name | Prepend: '>'}}                        § >Ada b
{{body.n | AtLeast: 7}} {{body.n | AtMost: 4.5}} {{body.name | AtMost: 1}} § 7 4.5 Ada b
{{'hello wide world' | Capitalize}}                 § Hello Wide World
{{body.deep | Compact | Join: '-'}}                 § 1-2
{{body.at | Date: 'yyyyMMddTHH:mm:ssZ'}}            § 20120321T05:40:30Z
{{'2018-08-13' | Date: "dd/MM/yyyy"}} {{'no date' | Date: 'yyyy'}} § 13/08/2018 no date
[{{body.none | Default: 'x'}}{{body.blank | Default: 'y'}}{{body.n | Default: 'z'}}] § [xy5]
{{7 | DividedBy: 2}} {{7.0 | DividedBy: 2}} {{7 | Modulo: 4}} § 3 3.5 3
{{body.n | Minus: 2}} {{0.1 | Plus: 10 | Minus: 10}} {{'5' | Plus: 1}} § 3 0.1 51
{{body.n | Times: 1.1}} {{'ab' | Times: 2}}         § 5.5 abab
{{body.name | Downcase}} {{body.name | Upcase}}     § ada b ADA B
{{'<a href="x">&' | Escape}} {{"'" | H}}            § &lt;a href=&quot;x&quot;&gt;&amp; &#39;
{{body.list | First}} {{body.list | Last}}          § 3 1
{{body.list | Join: ', '}} {{body.words | Join}}    § 3, 1, 2, 1 b A c
[{{' x ' | Lstrip}}] [{{' x ' | Rstrip}}] [{{' x ' | Strip}}] § [x ] [ x] [x]
{{body.items | Map: 'id' | Compact | Join: '+'}}    § 2+1
{{body.lines | StripNewlines}}                      § ab
{{'a-b-c' | Remove: '-'}} {{'a-b-c' | RemoveFirst: '-'}} § abc ab-c
{{'a.b' | Replace: '.', 'x'}} {{'a1b22' | Replace: '([0-9]+)', '<$1>'}} § xxx a<1>b<22>
{{'a1b22' | ReplaceFirst: '[0-9]+', '$1'}}          § a$1b22
{{2.5 | Round}} {{3.5 | Round}} {{2.345 | Round: 2}} {{'x' | Round}}{{body.n | Round}} § 2 4 2.34 5
{{body.name | Size}} {{body.list | Size}} {{body.none | Size}} § 5 4 0
{{'Liquid' | Slice: 2}} {{'Liquid' | Slice: 2, 3}} {{'Liquid' | Slice: -3, 2}} § q qui ui
{{body.list | Sort | Join: ''}} {{body.words | Sort | Join: ''}} § 1123 Abc
{{body.items | Sort: 'id' | Map: 'id' | Join: ';'}} § ;1;2
{{'a,,b' | Split: ',' | Join: '|'}} {{'abc' | Split: '' | Join: '|'}} § a|b a|b|c
{{body.html | StripHtml}}                           § x
{{'one two three' | Truncate: 8}} {{'one two three' | TruncateWords: 2, '--'}} § one t... one two--
{{body.list | Uniq | Join: ''}}                     § 312
{{'a b&c' | UrlEncode}} {{'a+b%26c' | UrlDecode}}   § a+b%26c a b&c
""")
  void filterGives(String template, String result) {
    assertThat(LiquidSetup.rendered(template, JSON)).isEqualTo(result);
  }

  @Test
  void lineBreaksBecomeElements() {
    assertThat(LiquidSetup.rendered("{{body.lines | NewlineToBr}}", JSON))
        .isEqualTo("a<br />\r\nb");
  }

  @Test
  void dateOfNowIsTheGatewaysClock() {
    assertThat(LiquidSetup.rendered("{{'now' | Date: 'yyyy'}}", JSON)).matches("[0-9]{4}");
  }

  /** As the portal writes it when it makes a REST API of a SOAP service. */
  @Test
  void quotesAreEscapedByTheFiltersOfTheImport() {
    String template =
        "{{body.quote | Replace: '\\r', '\\r' | Replace: '\\n', '\\n'"
            + " | Replace: '([^\\\\](\\\\\\\\)*)\"', '$1\\\"'}}";

    assertThat(LiquidSetup.rendered(template, JSON.replace("'say \\'hi\\''", "'say \\\"hi\\\"'")))
        .isEqualTo("say \\\"hi\\\"");
  }

  @Test
  void htmlThatNeverClosesIsNotMatchedForEver() {
    String open = "<!--".repeat(50_000);

    assertThat(LiquidSetup.rendered("{{body.h | StripHtml}}", "{'h':'" + open + "'}"))
        .contains("too long to match");
  }
}
