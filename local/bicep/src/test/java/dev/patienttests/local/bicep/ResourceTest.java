package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources, modules, scopes, order and the two views. */
class ResourceTest {
  private static final String GROUP = "/subscriptions/" + Sample.ZEROS + "/resourceGroups/myRg";

  @TempDir private Path folder;

  private Evaluation evaluate(String text) throws BicepException {
    return new Sample(folder).file("main.bicep", text).evaluate("main.bicep");
  }

  private static List<String> ids(Evaluation evaluation) {
    return evaluation.resources().stream()
        .map(resource -> ((Value.Str) resource.id()).value().replace(GROUP + "/providers/", ""))
        .toList();
  }

  @Test
  void dependenciesComeFirst() throws Exception {
    Evaluation evaluation =
        evaluate(
            """
            resource b 'A.B/c@1' = {
              name: 'b'
              properties: { a: a.id, viaVariable: link }
            }
            var link = d.properties.x
            resource a 'A.B/c@1' = { name: 'a' }
            resource d 'A.B/c@1' = { name: 'd', dependsOn: [loop] }
            resource loop 'A.B/c@1' = [for i in range(0, 2): { name: 'l${i}' }]
            """);
    assertThat(ids(evaluation))
        .containsExactly("A.B/c/a", "A.B/c/l0", "A.B/c/l1", "A.B/c/d", "A.B/c/b");
    assertThat(evaluation.resources().get(4).dependsOn()).hasSize(2);
  }

  @Test
  void childrenExtensionsAndNestedResourcesHaveFullNames() throws Exception {
    Evaluation evaluation =
        evaluate(
            """
            resource p 'A.B/c@1' = {
              name: 'p'
              resource n 'd' = {
                name: 'n'
                resource m 'e@2' = { name: 'm' }
              }
            }
            resource q 'A.B/c/d@1' = { parent: p, name: 'q' }
            resource x 'A.X/y@1' = { scope: q, name: 'x' }
            resource f 'A.B/c/d@1' = { name: 'p/f' }
            output own string = q.name
            output full string = f.name
            output deep string = p::n::m.id
            output version string = p::n.apiVersion
            """);
    assertThat(ids(evaluation))
        .containsExactlyInAnyOrder(
            "A.B/c/p",
            "A.B/c/p/d/n",
            "A.B/c/p/d/n/e/m",
            "A.B/c/p/d/q",
            "A.B/c/p/d/q/providers/A.X/y/x",
            "A.B/c/p/d/f");
    assertThat(evaluation.outputs().get("own")).hasToString("'q'");
    assertThat(evaluation.outputs().get("full")).hasToString("'p/f'");
    assertThat(evaluation.outputs().get("deep"))
        .hasToString("'" + GROUP + "/providers/A.B/c/p/d/n/e/m'");
    assertThat(evaluation.outputs().get("version")).hasToString("'1'");
  }

  @Test
  void existingAndConditionsLeaveNothingBehind() throws Exception {
    Evaluation evaluation =
        evaluate(
            """
            resource e 'A.B/c@1' existing = { name: 'p/x', scope: resourceGroup('g2') }
            resource off 'A.B/c@1' = if (1 == 2) { name: 'off' }
            resource some 'A.B/c@1' = [for x in ['a', 'b']: if (x != 'a') { name: x }]
            output state string = e.properties.state
            """
                .replace("A.B/c@1' existing", "A.B/c/d@1' existing"));
    assertThat(ids(evaluation)).containsExactly("A.B/c/b");
    assertThat(evaluation.existing()).hasSize(1);
    String id = "/subscriptions/" + Sample.ZEROS + "/resourceGroups/g2/providers/A.B/c/p/d/x";
    assertThat(evaluation.outputs().get("state")).hasToString("reference('" + id + "', '1').state");
  }

  @Test
  void modulesAreFlattenedIntoTheirScopes() throws Exception {
    Sample sample =
        new Sample(folder)
            .file(
                "main.bicep",
                """
                targetScope = 'subscription'
                resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
                  name: 'rg'
                  location: 'westeurope'
                }
                module m 'm/inner.bicep' = [for n in ['a', 'b']: {
                  scope: group
                  params: { name: n }
                }]
                module off 'm/inner.bicep' = if (false) { scope: group, params: { name: 'off' } }
                output second string = m[1].outputs.id
                output off string? = off.?outputs.id
                output place string = m[0].outputs.place
                """)
            .file(
                "m/inner.bicep",
                """
                param name string
                resource r 'A.B/c@1' = { name: name }
                output id string = r.id
                output place string = resourceGroup().location
                """);
    Evaluation evaluation = sample.evaluate("main.bicep");
    String rg = "/subscriptions/" + Sample.ZEROS + "/resourceGroups/rg";
    assertThat(ids(evaluation))
        .containsExactly(rg, rg + "/providers/A.B/c/a", rg + "/providers/A.B/c/b");
    assertThat(evaluation.resources().get(2).symbolicName()).isEqualTo("m[1]::r");
    assertThat(evaluation.resources().get(2).dependsOn()).hasSize(1);
    assertThat(evaluation.outputs().get("second")).hasToString("'" + rg + "/providers/A.B/c/b'");
    assertThat(evaluation.outputs().get("off")).hasToString("null");
    assertThat(evaluation.outputs().get("place")).hasToString("'westeurope'");
  }

  @Test
  void parametersOfModulesAreChecked() {
    Sample sample =
        new Sample(folder)
            .file("inner.bicep", "param count int\nparam names string[] = []\n")
            .file("a.bicep", "module m 'inner.bicep' = {\n  params: { cout: 1 }\n}\n")
            .file("b.bicep", "module m 'inner.bicep' = {\n  params: { count: 'x' }\n}\n");
    assertThatThrownBy(() -> sample.evaluate("a.bicep"))
        .hasMessageContaining("a.bicep:2:3: error BCP035")
        .hasMessageContaining("a.bicep:2:13: error BCP089");
    assertThatThrownBy(() -> sample.evaluate("b.bicep"))
        .hasMessageContaining("b.bicep:2:20: error BCP036");
  }

  @Test
  void snapshotHasTheOrderOfTheCommandLine() throws Exception {
    String snapshot =
        evaluate(
                """
                param location string = resourceGroup().location
                resource s 'Microsoft.Storage/storageAccounts@2022-09-01' = {
                  properties: {}
                  kind: 'StorageV2'
                  sku: { name: 'Standard_LRS' }
                  name: 'store${uniqueString(resourceGroup().id)}'
                  location: location
                }
                output o object = { foo: 'bar', baz: 123, qux: s.properties.primaryEndpoints.blob }
                output tenant string = subscription().tenantId
                """)
            .snapshot();
    String id = GROUP + "/providers/Microsoft.Storage/storageAccounts/storejs26ofeqkqeve";
    assertThat(snapshot)
        .isEqualTo(
            """
            {
              "predictedResources": [
                {
                  "id": "%s",
                  "type": "Microsoft.Storage/storageAccounts",
                  "name": "storejs26ofeqkqeve",
                  "apiVersion": "2022-09-01",
                  "location": "[resourceGroup().location]",
                  "sku": {
                    "name": "Standard_LRS"
                  },
                  "kind": "StorageV2",
                  "properties": {}
                }
              ],
              "diagnostics": [],
              "outputs": {
                "o": "[createObject('foo', 'bar', 'baz', 123, 'qux', reference('%s', '2022-09-01').primaryEndpoints.blob)]",
                "tenant": "[tenant().tenantId]"
              }
            }"""
                .formatted(id, id));
  }

  @Test
  void resolvedResourcesKnowTheOriginOfEachValue() throws Exception {
    Sample sample =
        new Sample(folder)
            .file("sub/text.xml", "<policy/>")
            .file(
                "sub/main.bicep",
                """
                param size int
                var list = [
                  'one'
                ]
                resource a 'A.B/c@1' = {
                  name: 'a'
                  properties: {
                    size: size
                    list: list
                    text: loadTextContent('text.xml')
                    url: '${environment().suffixes.x}/a'
                    key: b.listKeys().keys[0].value
                  }
                }
                resource b 'A.B/c@1' existing = { name: 'b' }
                """)
            .file("main.bicepparam", "using 'sub/main.bicep'\nvar base = 2\nparam size = base\n");
    ResolvedResource resource =
        sample.evaluate("main.bicepparam").resolve(new Answers()).resources().get(0);
    assertThat(resource.body().at("/properties").toString())
        .isEqualTo(
            "{\"size\":2,\"list\":[\"one\"],\"text\":\"<policy/>\",\"url\":\"s/a\",\"key\":\"k\"}");
    assertThat(origin(resource, "/properties/size")).isEqualTo("main.bicepparam:2:12");
    assertThat(origin(resource, "/properties/list/0")).isEqualTo("sub/main.bicep:3:3");
    assertThat(origin(resource, "/properties/text")).isEqualTo("sub/text.xml:1:1");
    assertThat(resource.originOf(JsonPointer.compile("/nothing"))).isEmpty();
  }

  private static String origin(ResolvedResource resource, String pointer) {
    return resource.originOf(JsonPointer.compile(pointer)).orElseThrow().toString();
  }

  @Test
  void whatNobodyKnowsIsNamedWithItsPlace() throws Exception {
    Evaluation evaluation =
        evaluate("resource a 'A.B/c@1' = {\n  name: 'a'\n  tags: { x: deployer().objectId }\n}\n");
    assertThatThrownBy(() -> evaluation.resolve(new Answers()))
        .isInstanceOf(BicepException.class)
        .hasMessageContaining("main.bicep:3:14")
        .hasMessageContaining("deployer()");
  }

  @Test
  void graphResourcesAreKeptAndReferToEachOther() throws Exception {
    Evaluation evaluation =
        evaluate(
            """
            extension microsoftGraphV1
            resource app 'Microsoft.Graph/applications@v1.0' = { uniqueName: 'u' }
            resource sp 'Microsoft.Graph/servicePrincipals@v1.0' = { appId: app.appId }
            """);
    assertThat(evaluation.resources().get(1).body().get("appId"))
        .hasToString("reference('app').appId");
    assertThat(evaluation.snapshot()).contains("\"type\": \"Microsoft.Graph/applications@v1.0\"");
    assertThat(evaluation.resolve(new Answers()).resources().get(1).body().get("appId").asText())
        .isEqualTo("app-appId");
  }

  @Test
  void secureValuesAreNotPrinted() throws Exception {
    Sample sample =
        new Sample(folder)
            .file(
                "main.bicep",
                """
                @secure()
                param password string
                output o string = 'x${toUpper(password)}'
                """);
    Map<String, JsonNode> parameters = Map.of("password", TextNode.valueOf("hidden"));
    Evaluation evaluation = sample.evaluate("main.bicep", parameters);
    assertThat(evaluation.toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("hidden");
    assertThat(evaluation.snapshot()).doesNotContain("HIDDEN");
    assertThat(evaluation.resolve(new Answers()).outputs().get("o").asText()).isEqualTo("xHIDDEN");
  }

  @Test
  void parameterFilesAreChecked() {
    Sample sample =
        new Sample(folder)
            .file("main.bicep", "param a string\nparam bcd int\nparam c string?\n")
            .file("x.bicepparam", "using 'main.bicep'\nparam bdc = 1\nparam c = null\n")
            .file("y.bicepparam", "param a = readEnvironmentVariable('NO')\n")
            .file("z.bicepparam", "using 'main.bicep'\nparam a = 1\nparam bcd = 2\n");
    assertThatThrownBy(() -> sample.evaluate("x.bicepparam"))
        .hasMessageContaining("x.bicepparam:1:7: error BCP258: the parameters \"a\", \"bcd\"")
        .hasMessageContaining("x.bicepparam:2:1: error BCP259");
    assertThatThrownBy(() -> sample.evaluate("y.bicepparam")).hasMessageContaining("BCP261");
    assertThatThrownBy(() -> sample.evaluate("z.bicepparam"))
        .hasMessageContaining("z.bicepparam:2:11: error BCP260");
  }
}
