package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of Bicep changes in the deployed resources. */
class ResourceChangeTest {
  private static final String BEFORE =
      """
      resource a 'A.B/c@1' = {
        name: 'a'
        properties: {
          size: 1
          rules: [
            { name: 'x', port: 80 }
            { name: 'y', port: 443 }
          ]
        }
      }
      resource gone 'A.B/c@1' = { name: 'gone' }
      """;

  @TempDir private Path folder;

  private List<ResourceChange> changes(String after) throws Exception {
    Sample sample = new Sample(folder).file("main.bicep", BEFORE);
    JsonNode before =
        JsonMapper.builder().build().readTree(sample.evaluate("main.bicep").snapshot());
    return sample.file("main.bicep", after).evaluate("main.bicep").changesSince(before);
  }

  @Test
  void nothingChangesWhenOnlyTheTextDoes() throws Exception {
    assertThat(changes("// other text\nvar one = 1\n" + BEFORE.replace("size: 1", "size: one")))
        .isEmpty();
  }

  @Test
  void eachPropertyIsNamedWithThePlaceOfItsValue() throws Exception {
    String after =
        "var size = 2\n"
            + BEFORE
                .replace("size: 1", "size: size")
                .replace("    { name: 'x', port: 80 }\n", "    { name: 'z', port: 81 }\n");
    List<ResourceChange> changes = changes(after);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).kind()).isEqualTo(ResourceChange.Kind.CHANGED);
    assertThat(changes.get(0).properties())
        .extracting(property -> property.path() + " " + property.origin())
        .containsExactly(
            "properties.size main.bicep:1:12",
            "properties.rules[name=z] main.bicep:7:7",
            "properties.rules[name=x] main.bicep:6:12");
    assertThat(changes.get(0).properties().get(0).before())
        .hasValueSatisfying(value -> assertThat(value.intValue()).isEqualTo(1));
    assertThat(changes.get(0).properties().get(2).after()).isEmpty();
  }

  @Test
  void resourcesComeAndGo() throws Exception {
    List<ResourceChange> changes = changes(BEFORE.replace("'gone'", "'new'"));
    assertThat(changes)
        .extracting(change -> change.kind() + " " + change.name())
        .containsExactly("ADDED new", "REMOVED gone");
  }

  @Test
  void changedOutputsAreNamedToo() throws Exception {
    String outputs = "output kept string = 'k'\noutput size int = 1\n";
    Sample sample = new Sample(folder).file("main.bicep", outputs);
    JsonNode before =
        JsonMapper.builder().build().readTree(sample.evaluate("main.bicep").snapshot());
    Evaluation now =
        sample
            .file("main.bicep", outputs.replace("size int = 1", "size int = 2"))
            .evaluate("main.bicep");
    assertThat(now.outputChangesSince(before))
        .extracting(property -> property.path() + " " + property.origin())
        .containsExactly("size main.bicep:2:19");
    assertThat(now.outputChangesSince(JsonMapper.builder().build().createObjectNode())).isEmpty();
  }

  @Test
  void aSecretNameIsNotShown() throws Exception {
    String text =
        """
        @secure()
        param p string = 'abc'
        @secure()
        param o object = { abcName: 'abc', list: ['abc'] }
        resource r 'A.B/c@1' = {
          name: 'r'
          properties: {
            a: { '${p}': 1 }
            b: toObject([p], name => name)
            c: groupBy([p], name => 'x-${name}')
            d: { ...o, more: 1 }
            e: o
            f: [for item in o.list: item]
            g: reduce(o.list, '', (all, one) => '${all}${one}')
            h: [...objectKeys(o), 'more']
            i: '${reference('x').y}${string(o)}'
          }
        }
        """;
    Sample sample = new Sample(folder).file("main.bicep", text);
    assertThat(sample.evaluate("main.bicep").snapshot()).doesNotContain("abc");
  }

  @Test
  void aSecretIsNotShown() throws Exception {
    String secret = "@secure()\nparam p string = 'abc'\n";
    List<ResourceChange> changes = changes(secret + BEFORE.replace("size: 1", "size: p"));
    assertThat(changes.toString()).contains("(secure)").doesNotContain("abc");
  }
}
