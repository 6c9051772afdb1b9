package dev.patienttests.local.gateway.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of XML is read and how, and what is refused; {@code ~12;} stands for that character. */
class PolicyDocumentReaderTest {
  private final PolicyDocumentReader reader =
      new PolicyDocumentReader(new NamedValues(Map.of("secret", "canary")));

  private PolicyElement read(String document) {
    return reader.read("a.xml", document);
  }

  private String refusal(String document) {
    return catchThrowableOfType(PolicyLoadException.class, () -> read(document)).getMessage();
  }

  /** CSV cannot hold each character. */
  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int mark = text.indexOf('~'); mark >= 0; mark = text.indexOf('~', at)) {
      int end = text.indexOf(';', mark);
      out.append(text, at, mark).append((char) Integer.parseInt(text.substring(mark + 1, end), 16));
      at = end + 1;
    }
    return out.append(text, at, text.length()).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
<a b="1" b="2" />              § 1:15
<a b="1"~A; c="2"~A; b="3" />  § 3:7
<a b="1"~A; c="2"d b="3" />    § 2:7
<a>~A; <b c="&x;" /></a>       § 2:11
<a>b &x; c</a>                 § 1:9
<a>b &x c</a>                  § 1:8
<a>b & c</a>                   § 1:7
<a>&#0;</a>                    § 1:8
<a>&#x1;</a>                   § 1:9
<a>&#xD800;</a>                § 1:12
<a>~A;<b>text                  § 2:8
<a>~A;<b>~A;</a>               § 3:3
<a>~A;<b></bc>~A;</a>          § 2:7
<set-body template="liquid"><b></c></set-body> § 1:34
<a></a<b />                    § 1:7
<a></a b>                      § 1:8
<a><![CDATA[</b~1;]]></a>      § 1:16
<a b="1" / >                   § 1:11
<a b />                        § 1:6
<a b=1 />                      § 1:6
<a b="1"c="2" />               § 1:9
<a b="<" />                    § 1:7
<1 />                          § 1:2
</a>                           § 1:2
<a />~A;<b />                  § 2:2
<a />~A; text                  § 2:2
text<a />                      § 1:1
~20;                           § 1:2
<a>b ]]> c</a>                 § 1:9
<a>b~1;c</a>                   § 1:5
<a b="~1;" />                  § 1:7
<a><![CDATA[~1;]]></a>         § 1:13
<a>b~0;c</a>                   § 1:5
<a>b~D800;c</a>                § 1:6
<a>~A;~DC00;~D800;</a>         § 2:1
<a b="~D800;" />               § 1:8
<a>~FFFE;</a>                  § 1:4
<a><?xml version="1.0"?></a>   § 1:9
<?xml version="2.0"?><a />     § 1:20
<a b="@(1~A; + 2)" c="&x;" />  § 2:14
<!-- ~A; --><a b="&x;" />      § 2:14
~FEFF;<a b="&x;" />            § 1:11
""")
  void whatIsNoXmlIsRefusedAtItsPlaceInOneLine(String document, String place) {
    assertThat(refusal(unescaped(document)))
        .startsWith("a.xml:" + place + ": not well-formed: ")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
<!DOCTYPE a><a />              § 1:1: document type declarations are refused
<a /><!DOCTYPE a>              § 1:6: document type declarations are refused
<a><!ENTITY x "y">&x;</a>      § 1:4: document type declarations are refused
""")
  void documentTypesAreRefused(String document, String message) {
    assertThat(refusal(document)).isEqualTo("a.xml:" + message);
  }

  @Test
  void anEmptyDocumentIsRefused() {
    assertThat(refusal("")).startsWith("a.xml:1:1: not well-formed: ");
  }

  @Test
  void aRefusalShowsNeitherTextNorThePlaceInWhatTheParserSaw() {
    assertThat(refusal("<a b=@(\"x\") />")).doesNotContain("[row", "'@'");
    assertThat(refusal("<a b=zebra />")).doesNotContain("'z'", "zebra");
    assertThat(refusal("<a></azebra>")).doesNotContain("zebra");
    assertThat(refusal("<a />zebra")).doesNotContain("'z'", "zebra");
    assertThat(refusal("<a b='{{secret}}'><c d='{{secret}}'></a>")).doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
"""
b&lt;&amp;&gt;&quot;&apos;c§b<&>"'c
b&#65;&#x42;&#x1F600;c§bAB~D83D;~DE00;c
~D83D;~DE00;§~D83D;~DE00;
b~D;~A;c~D;d~A;e§b~A;c~A;d~A;e
b&#13;&#10;c§b~D;~A;c
b<![CDATA[ <&amp; ~D;~A; ]]>c§b <&amp; ~A; c
b<?pi <c> &x; ?>c§bc
b<!-- <c> &x; -->c§b                c
~7F;~85;~2028;§~7F;~85;~2028;
b]]c]>§b]]c]>
""")
  void textIsDecodedAndJoined(String content, String text) {
    assertThat(read("<a>" + unescaped(content) + "</a>").text().text()).isEqualTo(unescaped(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
"""
 b ~9; c§ b   c
b~D;~A;c~A;d~D;e§b c d e
b&#9;&#10;&#13;c§b~9;~A;~D;c
b&lt;&quot;'&amp;amp;]]>§b<"'&amp;]]>
""")
  void attributesAreDecodedAndNormalized(String value, String text) {
    PolicyElement root = read("<a b=\"" + unescaped(value) + "\" />");
    assertThat(root.attributes().get("b").text()).isEqualTo(unescaped(text));
  }

  @Test
  void prefixesArePartOfNames() {
    PolicyElement root = read("<p:a q:b='1' xmlns:q='' xmlns='u'><:c:d /></p:a>");
    assertThat(root.name()).isEqualTo("p:a");
    assertThat(root.attributes().keySet()).containsExactly("q:b", "xmlns:q", "xmlns");
    assertThat(root.children().get(0).name()).isEqualTo(":c:d");
  }

  @Test
  void whatStandsAroundTheRootIsIgnored() {
    String document =
        "<?xml version='1.0' encoding='UTF-16'?>\n<!-- a --><?pi?>\n<a /><?pi?><!-- --> ";
    assertThat(read(document).position().line()).isEqualTo(3);
  }

  @Test
  void textLongerThanTheParsersBuffersIsWhole() {
    String text = "0123456789&amp;\r\n".repeat(2_000);
    PolicyElement root = read("<a b='" + text + "'>" + text + "</a>");
    assertThat(root.text().text()).isEqualTo("0123456789&\n".repeat(2_000));
    assertThat(root.attributes().get("b").text()).isEqualTo("0123456789& ".repeat(2_000));
    assertThat(refusal("<a>" + text + "\n<b>&x;")).startsWith("a.xml:2002:7: not well-formed");
  }

  @Test
  void aReaderReadsOnAfterARefusal() {
    assertThat(refusal("<a><b></a>")).contains("not well-formed");
    assertThat(read("<a><b /></a>").children()).hasSize(1);
  }

  @Test
  void depthAndLengthHaveLimits() {
    assertThat(refusal("<a>".repeat(101))).isEqualTo("a.xml:1:301: nested deeper than 100");
    assertThat(refusal(" ".repeat(512 * 1024 + 1))).isEqualTo("a.xml:1:1: longer than 524288");
  }
}
