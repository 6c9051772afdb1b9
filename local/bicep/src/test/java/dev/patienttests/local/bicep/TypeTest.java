package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** User-defined types, and values that are checked against them. */
class TypeTest {
  @TempDir private Path folder;

  private Value value(String declarations, String expression) throws BicepException {
    return new Sample(folder).value(declarations, expression);
  }

  private List<String> findings(String text) {
    return new Sample(folder).findings(text);
  }

  @Test
  void valuesAreCheckedAgainstTheirTypes() {
    String types =
        """
        type inner = {
          @minLength(2)
          name: string
          count: int?
        }
        @discriminator('kind')
        type shape = { kind: 'circle', radius: int } | square
        type square = {
          kind: 'square'
          @maxValue(9)
          side: int
        }
        @sealed()
        type closed = { a: inner.name }
        type pair = [string, int]
        type many = inner[]
        """;
    assertThat(findings(types + "param p inner = { name: 'ab' }")).isEmpty();
    assertThat(findings(types + "param p inner = { name: 'a' }")).contains("17:25 BCP333");
    assertThat(findings(types + "param p inner = { count: 1 }")).contains("17:17 BCP035");
    assertThat(findings(types + "param p many = [{ name: 1 }]")).contains("17:25 BCP036");
    assertThat(findings(types + "param p shape = { kind: 'circle', radius: 1 }")).isEmpty();
    assertThat(findings(types + "param p shape = { kind: 'oval' }")).contains("17:25 BCP036");
    assertThat(findings(types + "param p shape = { radius: 1 }")).contains("17:17 BCP078");
    assertThat(findings(types + "param p shape = { kind: 'square', side: 10 }"))
        .contains("17:41 BCP327");
    assertThat(findings(types + "param p closed = { a: 'xx', b: 1 }")).contains("17:32 BCP037");
    assertThat(findings(types + "param p closed = { a: 'x' }")).contains("17:23 BCP333");
    assertThat(findings(types + "param p pair = ['a', 'b']")).contains("17:22 BCP034");
    assertThat(findings(types + "param p pair = ['a']")).contains("17:16 BCP033");
    assertThat(findings(types + "param p pair[1] = 'x'")).contains("17:19 BCP033");
    assertThat(findings(types + "param p many[*].name = 'x'")).contains("17:24 BCP333");
    assertThat(findings(types + "param p resourceInput<'A.B/c@1'>.properties.x[*]? ")).isEmpty();
  }

  @Test
  void typesThemselvesAreChecked() {
    assertThat(findings("type a = { b: a }")).contains("1:6 BCP298");
    assertThat(findings("type a = { b: a? }")).isEmpty();
    assertThat(findings("type a = b\ntype b = [a]")).contains("1:6 BCP299", "2:6 BCP299");
    assertThat(findings("type a = string | int")).contains("1:10 BCP293");
    assertThat(findings("@discriminator('k')\ntype a = { k: 'x' } | { k: 'x' }"))
        .contains("2:23 BCP365");
    assertThat(findings("@discriminator('k')\ntype a = { k: 'x' } | { j: 'x' }"))
        .contains("2:23 BCP364");
    String shapes = "type a = { k: 'x' }\n@discriminator('k')\ntype b = { k: 'y' } | { k: 'z' }\n";
    assertThat(findings(shapes + "@discriminator('k')\ntype c = a | (b | { k: 'w' })")).isEmpty();
    assertThat(findings(shapes + "@discriminator('k')\ntype c = b")).isEmpty();
    assertThat(findings(shapes + "@discriminator('j')\ntype c = b")).contains("4:1 BCP366");
    assertThat(findings(shapes + "@discriminator('k')\ntype c = a")).contains("4:1 BCP363");
    assertThat(findings(shapes + "@discriminator('k')\ntype c = a?")).contains("4:1 BCP363");
    assertThat(findings("type a = null | null")).contains("1:10 BCP411");
    assertThat(findings("param a string? = 'x'")).contains("1:7 BCP326");
    assertThat(findings("@minLength(1)\nparam a int = 1")).contains("1:1 BCP124");
    assertThat(findings("@minLength('x')\nparam a string = 'x'")).contains("1:12 BCP070");
    assertThat(findings("var v = 1\nparam a v = 1")).contains("2:9 BCP302");
  }

  @Test
  void aSecurePropertyOfATypeIsNotPrinted() throws Exception {
    String type = "type t = {\n  @secure()\n  key: string\n  name: string\n}\n";
    assertThat(value(type + "param p t = { key: 'k', name: 'n' }", "'${p.name}${p.key}'"))
        .hasToString("(secure)");
    assertThat(value(type + "param p t = { key: 'k', name: 'n' }", "p.name")).hasToString("'n'");
  }

  @Test
  void aSecretThatIsNotAllowedIsNotShown() {
    Sample sample =
        new Sample(folder)
            .file("main.bicep", "@secure()\n@allowed(['a'])\nparam s string = 'hidden'\n")
            .file("p.bicepparam", "using 'main.bicep'\nparam s = 'covered'\n");
    assertThatThrownBy(() -> sample.evaluate("main.bicep"))
        .hasMessageContaining("BCP036: the value is not one of the allowed ['a']")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> sample.evaluate("p.bicepparam"))
        .hasMessageContaining("BCP036")
        .hasMessageNotContaining("covered");
  }

  @Test
  void aSecretIsInNoMessage() {
    String secret = "@secure()\nparam s string = 'hidden'\n";
    for (String expression :
        List.of(
            "fail('x${s}')",
            "dateTimeAdd(s, 'P1D')",
            "dateTimeAdd('2024-01-01T00:00:00Z', s)",
            "parseCidr(s)",
            "{ a: 1 }[s]",
            "int(s)",
            "json(s)")) {
      Sample sample = new Sample(folder).file("main.bicep", secret + "var v = " + expression);
      assertThatThrownBy(() -> sample.evaluate("main.bicep"))
          .as(expression)
          .isInstanceOf(BicepException.class)
          .hasMessageNotContaining("hidden");
    }
  }
}
