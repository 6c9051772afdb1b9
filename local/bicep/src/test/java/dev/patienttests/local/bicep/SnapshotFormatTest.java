package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshot, character by character, where the CLI's own tests show what it is. */
class SnapshotFormatTest {
  @TempDir private Path folder;

  private String snapshot(String bicep, String parameters) throws BicepException {
    return new Sample(folder)
        .file("main.bicep", bicep)
        .file("main.bicepparam", "using 'main.bicep'\n" + parameters)
        .evaluate("main.bicepparam")
        .snapshot();
  }

  @Test
  void membersHaveTheirOrderWhateverTheSourceSays() throws Exception {
    String bicep =
        """
        param location string = resourceGroup().location
        resource account 'Microsoft.Storage/storageAccounts@2022-09-01' = {
          properties: {}
          tags: { b: '<b>', a: 'ä' }
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
          location: location
          name: 'store${uniqueString(resourceGroup().id)}'
        }
        """;
    assertThat(snapshot(bicep, "param location = 'westus'\n"))
        .isEqualTo(
            """
            {
              "predictedResources": [
                {
                  "id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg/providers/Microsoft.Storage/storageAccounts/storejs26ofeqkqeve",
                  "type": "Microsoft.Storage/storageAccounts",
                  "name": "storejs26ofeqkqeve",
                  "apiVersion": "2022-09-01",
                  "location": "westus",
                  "sku": {
                    "name": "Standard_LRS"
                  },
                  "kind": "StorageV2",
                  "tags": {
                    "b": "<b>",
                    "a": "ä"
                  },
                  "properties": {}
                }
              ],
              "diagnostics": [],
              "outputs": {}
            }""");
  }

  @Test
  void whatIsNotKnownIsAnExpression() throws Exception {
    String bicep =
        """
        resource a 'A.B/c@1' = {
          name: 'a'
          location: resourceGroup().location
          properties: {
            tenant: subscription().tenantId
            '${environment().name}-x': 1
            list: [for i in range(0, 2): '${i}${environment().name}']
          }
        }
        output literal string = 'x'
        output known object = { foo: 'bar' }
        output mixed object = { foo: 'bar', baz: 123, qux: a.properties.blob, no: null }
        output reference string = a.properties.blob
        output nothing string? = null
        """;
    String id = "/subscriptions/" + Sample.ZEROS + "/resourceGroups/myRg/providers/A.B/c/a";
    assertThat(snapshot(bicep, ""))
        .contains(
            "\"location\": \"[resourceGroup().location]\"",
            "\"tenant\": \"[tenant().tenantId]\"",
            "\"[format('{0}-x', environment().name)]\": 1",
            "\"[format('{0}{1}', 1, environment().name)]\"",
            "\"literal\": \"x\"",
            "\"known\": {\n      \"foo\": \"bar\"\n    }",
            "\"mixed\": \"[createObject('foo', 'bar', 'baz', 123, 'qux', reference('"
                + id
                + "', '1').blob, 'no', null())]\"",
            "\"reference\": \"[reference('" + id + "', '1').blob]\"",
            "\"nothing\": null");
  }

  @Test
  void nullForAParameterIsItsDefaultOrNull() throws Exception {
    String bicep =
        """
        param a string?
        param b string = 'default'
        output a string = a ?? 'none'
        output b string = b
        """;
    assertThat(snapshot(bicep, "param a = null\nparam b = null\n"))
        .contains("\"a\": \"none\"", "\"b\": \"default\"");
  }

  @Test
  void idsOfOtherScopesAreThoseOfTheirScope() throws Exception {
    String bicep =
        """
        resource e 'A.B/c@1' existing = {
          name: 'e'
          scope: resourceGroup('g2')
        }
        resource child 'A.B/c/d@1' existing = {
          name: 'p/c'
        }
        output id string = e.id
        output name string = child.name
        """;
    assertThat(snapshot(bicep, ""))
        .contains("/resourceGroups/g2/providers/A.B/c/e\"", "\"name\": \"p/c\"");
  }

  @Test
  void moduleNamesAreMadeFromTheSymbolAndTheDeploymentsName() throws Exception {
    new Sample(folder).file("m.bicep", "output o string = deployment().name\n");
    assertThat(
            snapshot(
                """
                module m 'm.bicep' = {}
                module n 'm.bicep' = [for i in range(0, 2): {}]
                output first string = m.outputs.o
                output second string = n[1].outputs.o
                """,
                ""))
        .contains(
            "\"first\": \"[format('m-{0}', uniqueString('m', deployment().name))]\"",
            "\"second\": \"[format('n-1-{0}', uniqueString('n', deployment().name))]\"");
  }
}
