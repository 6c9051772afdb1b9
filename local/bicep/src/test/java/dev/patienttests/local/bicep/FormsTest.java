package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Less common forms of what the compiler takes, and types that contain themselves. */
class FormsTest {
  @TempDir private Path folder;

  private static final String MODULE =
      "@secure()\nparam key string = ''\noutput group string = resourceGroup().name\n";

  private List<String> findings(String text) {
    return new Sample(folder).file("module.bicep", MODULE).findings(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type int = string\nparam number sys.int = 7\nparam text int = 'seven'",
        "var doubled = map([1, 2], (n => n * 2))",
        "var doubled = map([1, 2], ((n, at) => n * at\n))",
        """
        resource first 'A.B/c@2020-01-01' = { name: 'first' }
        resource second 'A.B/c@2020-01-01' = {
          name: 'second'
          dependsOn: length('ab') > 1 ? [first] : []
        }
        """,
        """
        resource many 'A.B/c@2020-01-01' = [for n in ['a', 'b']: { name: n }]
        resource last 'A.B/c@2020-01-01' = { name: 'last', dependsOn: many }
        """,
        """
        resource vault 'Microsoft.KeyVault/vaults@2022-07-01' existing = { name: 'v' }
        module part 'module.bicep' = {
          params: { key: length('ab') > 1 ? vault.getSecret('s') : '' }
        }
        """,
        """
        resource vault 'Microsoft.KeyVault/vaults@2022-07-01' existing = { name: 'v' }
        module part 'module.bicep' = {
          params: { key: length('ab') > 5 ? vault.getSecret('s') : '' }
        }
        """,
        "type a = { k: 'x' }\n@discriminator('k')\ntype both = a | a",
        "type mixed = ('x' | 1 | null)[]",
        "type maybe = 'x' | null",
        "type tree = { left: tree?, leaves: tree[] }",
        "@discriminator('is')\ntype list = { is: 'end' } | { is: 'link', next: list? }",
      })
  void isTaken(String text) {
    assertThat(findings(text)).isEmpty();
  }

  @Test
  void aConditionChoosesTheScopeOfAModule() throws BicepException {
    String text =
        """
        param other string
        module part 'module.bicep' = {
          scope: empty(other) ? resourceGroup() : resourceGroup(other)
        }
        output group string = part.outputs.group
        """;
    assertThat(findings("var other = ''\n" + text.substring(text.indexOf('\n')))).isEmpty();
    assertThat(findings("var other = 'there'\n" + text.substring(text.indexOf('\n')))).isEmpty();
    Sample sample =
        new Sample(folder)
            .file("module.bicep", MODULE)
            .file("main.bicep", "var other = 'there'\n" + text.substring(text.indexOf('\n')));
    assertThat(sample.evaluate("main.bicep").outputs().get("group"))
        .isInstanceOfSatisfying(
            Value.Str.class, name -> assertThat(name.value()).isEqualTo("there"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type a = a[]",
        "type a = a?",
        "type a = 'x' | a",
        "@discriminator('is')\ntype a = { is: 'x' } | a",
        "@discriminator('is')\ntype a = ({ is: 'x' } | a)?",
      })
  void aTypeThatIsMadeOfItselfIsAMistake(String text) {
    int line = text.startsWith("@") ? 2 : 1;
    assertThat(findings(text + "\nparam p a\n")).contains(line + ":6 BCP298");
  }
}
