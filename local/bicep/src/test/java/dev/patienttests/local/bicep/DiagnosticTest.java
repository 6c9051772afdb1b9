package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors are located and have the compiler's codes. */
class DiagnosticTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " ==> ",
      quoteCharacter = '"',
      value = {
        "var a = '${{a: 1}}' ==> 1:12 BCP087",
        "var a = 'a\\q' ==> 1:11 BCP006",
        "var a = 9223372036854775808 ==> 1:9 BCP010",
        "var a = !!true ==> 1:10 BCP009",
        "var a = true ?\\n1 : 2 ==> 1:15 BCP009",
        "var a = (1 +\\n2) ==> 1:13 BCP009",
        "var a = [1,\\n2] ==> 1:12 BCP238",
        "var a = [1 2] ==> 1:12 BCP236",
        "var a = concat('a', 'b',) ==> 1:25 BCP009",
        "var a = concat('a' 'b') ==> 1:20 BCP237",
        "var a = {null: 1} ==> 1:10 BCP022",
        "var a = {a: 1, a: 2} ==> 1:16 BCP025",
        "var a = 'x ==> 1:9 BCP004",
        "var a = \"x\" ==> 1:9 BCP103",
        "/* x ==> 1:1 BCP002",
        "#disable-next-line ==> 1:1 BCP226",
        "foo ==> 1:1 BCP007",
        "var a = 1 2 ==> 1:11 BCP019",
        "var a = b ==> 1:9 BCP057",
        "var abcd = 1\\nvar x = abce ==> 2:9 BCP082",
        "var a = concatt('a') ==> 1:9 BCP082",
        "var a = nothingLikeIt() ==> 1:9 BCP057",
        "var a = 1\\nvar a = 2 ==> 2:5 BCP028",
        "output a int = 1\\noutput a int = 2 ==> 2:8 BCP145",
        "var a = b\\nvar b = a ==> 1:9 BCP080",
        "var a = a ==> 1:9 BCP079",
        "var a = toLower() ==> 1:16 BCP071",
        "var a = toLower(1) ==> 1:17 BCP070",
        "var a = 1 + 'a' ==> 1:9 BCP045",
        "var a = !1 ==> 1:9 BCP044",
        "var a = 1 / 0 ==> 1:9 BCP410",
        "var a = [1][1] ==> 1:13 BCP311",
        "var a = {name: 1}.nam ==> 1:19 BCP083",
        "var o = {a: 1}\\nvar b = (o.?none).bar ==> 2:19 evaluation",
        "var a = 'x'.length ==> 1:13 BCP055",
        "var a = x => x ==> 1:9 BCP242",
        "var a = utcNow() ==> 1:9 BCP065",
        "param a string ==> 1:7 BCP258",
        "param a int = 'x' ==> 1:15 BCP033",
        "var b = 1\\nparam a int = b ==> 2:15 BCP072",
        "output o string = 1 ==> 1:19 BCP033",
        "@maxLength(1)\\nparam a string = 'xx' ==> 2:18 BCP332",
        "@minLength(3)\\nparam a string = 'xx' ==> 2:18 BCP333",
        "@maxValue(1)\\nparam a int = 2 ==> 2:15 BCP327",
        "@minValue(3)\\nparam a int = 2 ==> 2:15 BCP328",
        "@allowed(['b'])\\nparam a string = 'c' ==> 2:18 BCP036",
        "@batchSize(1)\\nvar a = 1 ==> 1:2 BCP126",
        "@nothing()\\nvar a = 1 ==> 1:2 BCP057",
        "param a strin = 'x' ==> 1:9 BCP302",
        "resource a 'x' = {name: 'a'} ==> 1:12 BCP029",
        "resource a 'A.B/c@1' = {} ==> 1:10 BCP035",
        "resource a 'A.B/c@1' = {name: 'a/b'} ==> 1:31 BCP169",
        "targetScope = 'moon' ==> 1:15 BCP033",
        "assert a = true ==> 1:1 unsupported",
        "import {a} from 'b.bicep' ==> 1:17 BCP091",
        "var a = loadYamlContent('a.yaml') ==> 1:9 unsupported",
        "module m 'br/public:a:1' = {} ==> 1:10 unsupported",
        "module m 'gone.bicep' = {} ==> 1:10 BCP091",
        "module m 'main.bicep' = {} ==> 1:10 BCP094",
        "var a = loadTextContent('../../etc/passwd') ==> 1:25 limit",
        "var a = loadTextContent('/etc/passwd') ==> 1:25 BCP051",
        "var a = loadTextContent('gone.txt') ==> 1:25 BCP091",
        "var a = loadFileAsBase64('') ==> 1:26 BCP050",
        "var a = loadTextContent('.') ==> 1:25 BCP086",
        "var a = loadJsonContent('a:b') ==> 1:25 BCP085",
        "var a = nope\\nvar b = loadTextContent('gone.txt') ==> 2:25 BCP091",
        "param p string = 'x'\\nvar q = '${p}.txt'\\nvar a = loadTextContent(q) ==> 3:25 BCP032",
        "var a = reference('x').y\\nresource r 'A.B/c@1' = if (a) {name: 'r'} ==> 2:28 BCP177",
        "var a = reference('x').y\\nresource r 'A.B/c@1' = [for x in a: {name: x}] ==> 2:34 BCP178",
        "resource r 'A.B/c@1' = {name: reference('x').y} ==> 1:31 BCP120",
        "resource r 'A.B/c@1' = [for x in ['a']: {name: x}]\\noutput o string = r.id ==> 2:19 BCP144",
      })
  void locates(String text, String expected) {
    assertThat(new Sample(folder).findings(text.replace("\\n", "\n"))).contains(expected);
  }

  @Test
  void findsSeveralErrorsInOneFile() {
    String text = "var a = [\nparam b strin\nvar c = nope\n\noutput d string = '${\n";
    assertThat(new Sample(folder).findings(text)).hasSizeGreaterThan(1);
  }

  @Test
  void messageNamesFileLineColumnAndCode() {
    Sample sample = new Sample(folder).file("a/main.bicep", "\n  var a = b\n");
    assertThatThrownBy(() -> sample.evaluate("a/main.bicep"))
        .isInstanceOf(BicepException.class)
        .hasMessageStartingWith("a/main.bicep:2:11: error BCP057: ");
  }

  @Test
  void deepOrEndlessInputIsRefused() {
    Sample sample = new Sample(folder);
    assertThat(sample.findings("var a = " + "[".repeat(50_000)).get(0)).endsWith("limit");
    assertThat(sample.findings("var a = " + "(".repeat(50_000)).get(0)).endsWith("limit");
    assertThat(sample.findings("var a = " + "'${".repeat(50_000)).get(0)).endsWith("limit");
    assertThat(sample.findings("var a = 1" + " + 1".repeat(50_000)).get(0)).endsWith("limit");
    assertThat(sample.findings("param a " + "(".repeat(50_000)).get(0)).endsWith("limit");
    StringBuilder doubling = new StringBuilder("var a0 = ['x']\nvar b0 = 'xxxxxxxxxxxxxxxx'\n");
    for (int i = 0; i < 40; i++) {
      doubling.append("var a" + (i + 1) + " = [a" + i + ", a" + i + "]\n");
      doubling.append("var b" + (i + 1) + " = '${b" + i + "}${b" + i + "}'\n");
    }
    assertThat(sample.findings(doubling.toString()))
        .isNotEmpty()
        .allMatch(f -> f.endsWith("limit"));
    StringBuilder chain = new StringBuilder("var a0 = 1\n");
    for (int i = 0; i < 9_999; i++) {
      chain.insert(0, "var a" + (i + 1) + " = a" + i + "\n");
    }
    assertThat(sample.findings(chain.toString())).isNotEmpty().allMatch(f -> f.endsWith("limit"));
  }

  @Test
  void aMutatedFileGivesLocatedDiagnosticsOrAValue() {
    String valid =
        """
        param names array = ['a', 'b']
        var joined = '${first(names)}-${length(names) > 1 ? 'x' : 'y'}'
        resource parent 'A.B/c@2020-01-01' = {
          name: joined
          properties: {
            list: [for (n, i) in names: {
              name: n
              index: i
            }]
          }
        }
        resource child 'A.B/c/d@2020-01-01' = [for n in names: if (n != 'b') {
          parent: parent
          name: n
        }]
        output id string = child[0].id
        """;
    Sample sample = new Sample(folder);
    assertThat(sample.findings(valid)).isEmpty();
    Random random = new Random(7);
    for (int i = 0; i < 150; i++) {
      int at = random.nextInt(valid.length());
      String mutated =
          i % 2 == 0
              ? valid.substring(0, at) + valid.substring(at + 1)
              : valid.substring(0, at) + "{}[]()'$:=,\n".charAt(i / 2 % 12) + valid.substring(at);
      assertThat(sample.findings(mutated)).allMatch(found -> found.matches("[0-9]+:[0-9]+ .+"));
    }
    // Without a brace the string of the second line is another valid string.
    for (int at = valid.indexOf("resource"); at < valid.length(); at++) {
      if ("{}[]()".indexOf(valid.charAt(at)) >= 0) {
        assertThat(sample.findings(valid.substring(0, at) + valid.substring(at + 1))).isNotEmpty();
      }
    }
  }
}
