package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the deployment knows, in places where the list of resources depends on it. */
class UnknownTest {
  private static final String MODULE =
      """
      param p string = 'x'
      resource r 'A.B/c@2024-01-01' = { name: p }
      output o string = r.id
      """;

  @TempDir private Path folder;

  private Sample sample(String text) {
    return new Sample(folder).file("module.bicep", MODULE).file("main.bicep", text);
  }

  @Test
  void modulesWithAnUnknownConditionAreLeftOutAndSaidToBe() throws Exception {
    Evaluation evaluation =
        sample(
                """
                module m 'module.bicep' = if (environment().name == 'x') { name: 'm' }
                module n 'module.bicep' = [for i in range(0, length(environment().name)): {
                  name: 'n${i}'
                }]
                module p 'module.bicep' = { name: 'p', params: { p: m.outputs.o } }
                output o string = m.outputs.o
                output all object = m.outputs
                """)
            .evaluate("main.bicep");
    String reference =
        "reference('/subscriptions/"
            + Sample.ZEROS
            + "/resourceGroups/myRg/providers/Microsoft.Resources/deployments/m', '2025-04-01')";
    assertThat(evaluation.resources()).hasSize(1);
    assertThat(evaluation.snapshot())
        .contains(
            "\" Warning NestedDeploymentShortCircuited: the module \\\"m\\\" is left out",
            "\" Warning NestedDeploymentShortCircuited: the module \\\"n\\\" is left out",
            "\"name\": \"[" + reference + ".outputs.o.value]\"",
            "\"o\": \"[" + reference + ".outputs.o.value]\"",
            "\"all\": \"[" + reference + ".outputs]\"");
  }

  @Test
  void nothingIsDeployedFromAListThatIsNotWhole() throws Exception {
    Evaluation evaluation =
        sample("module m 'module.bicep' = if (deployer().objectId == 'x') { name: 'm' }")
            .evaluate("main.bicep");
    assertThatThrownBy(() -> evaluation.resolve(new Answers()))
        .isInstanceOf(BicepException.class)
        .hasMessageStartingWith("main.bicep:1:8: error evaluation: the module \"m\" is left out");
  }

  @Test
  void aResourceNeedsAKnownCondition() {
    assertThat(
            sample("")
                .findings("resource r 'A.B/c@1' = if (environment().name == 'x') { name: 'r' }"))
        .containsExactly("1:28 evaluation");
  }

  @Test
  void aModuleMayBeNamedByWhatAnotherOneAnswers() throws Exception {
    String late =
        """
        resource r 'A.B/c@2024-01-01' = { name: 'r' }
        module m 'module.bicep' = { name: 'm', params: { p: r.properties.x } }
        """;
    assertThat(sample("").checked(late)).isEmpty();
    assertThat(sample(late).evaluate("main.bicep").snapshot()).contains(").x]\"");
    String itself =
        """
        resource r 'A.B/c@1' = { name: 'r' }
        resource s 'A.B/c@1' = { name: r.properties.x }
        """;
    assertThat(sample("").findings(itself)).containsExactly("2:32 BCP120");
  }

  @Test
  void aLoopOverWhatIsNotKnownHasAnyItem() {
    String loop =
        """
        param names array
        resource r 'A.B/c@1' = [for n in names: { name: n }]
        module m 'module.bicep' = [for n in names: { name: n }]
        output o array = [for i in range(0, 3): { id: r[i].id, o: m[i].outputs.o }]
        """;
    assertThat(sample("").checked(loop)).isEmpty();
  }
}
