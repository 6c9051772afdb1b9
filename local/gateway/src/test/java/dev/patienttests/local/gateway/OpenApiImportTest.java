package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.patienttests.local.gateway.contract.OpenApiReader;
import dev.patienttests.local.gateway.contract.OperationContract;
import dev.patienttests.local.gateway.contract.OperationContract.Parameter;
import dev.patienttests.local.gateway.model.Operation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway takes from OpenAPI documents. */
class OpenApiImportTest {
  private static final String START = "openapi: 3.0.3\ninfo: {title: T, version: \"1\"}\npaths:\n";

  private static List<Operation> read(String text) {
    return OpenApiReader.operations("api.yaml", text, true);
  }

  private static Operation only(String paths) {
    return read(START + paths).get(0);
  }

  @Test
  void nameAndDisplayNameComeFromTheDocument() {
    Operation operation = only("  /a/{b}: {get: {operationId: LoadB, summary: Load a B}}");

    assertThat(operation.id()).isEqualTo("LoadB");
    assertThat(operation.name()).isEqualTo("Load a B");
    assertThat(operation.method()).isEqualTo("GET");
    assertThat(operation.urlTemplate()).isEqualTo("/a/{b}");
  }

  @Test
  void withoutThemMethodAndPathMakeANameOfItsOwn() {
    List<Operation> operations =
        read(
            START
                + "  /Foo/{bar}: {get: {}}\n  /foo/bar: {get: {operationId: \"\"}}\n  /: {post: {}}\n");

    assertThat(operations)
        .extracting(Operation::id)
        .containsExactly("get-foo-bar", "get-foo-bar-1", "post");
    assertThat(operations).extracting(Operation::name).first().isEqualTo("GET /Foo/{bar}");
  }

  @Test
  void requiredQueryParametersDiscriminateOperationsUnlessToldOtherwise() {
    String text =
        START
            + "  /a: {get: {operationId: one, parameters: [{name: kind, in: query, required: true,"
            + " schema: {type: string}}, {name: more, in: query}]}}\n";

    assertThat(read(text).get(0).urlTemplate()).isEqualTo("/a?kind={kind}");
    assertThat(OpenApiReader.operations("api.yaml", text, false).get(0).urlTemplate())
        .isEqualTo("/a");
  }

  @Test
  void aRequestWithoutARequiredQueryParameterMatchesNothing() {
    Engine engine =
        Engine.inbound(
            "<return-response><set-body>@(context.Operation.UrlTemplate + \" \" +"
                + " context.Request.MatchedParameters[\"kind\"])</set-body></return-response>");
    engine.configs.openApi =
        START
            + "  /a: {get: {parameters: [{name: kind, in: query, required: true, schema: {type:"
            + " string}}]}}";

    assertThat(Engine.status(engine.get("/shop/v1/a"))).isEqualTo(404);
    assertThat(Engine.body(engine.get("/shop/v1/a?x=1&Kind=%C3%A4"))).isEqualTo("/a?kind={kind} ä");
  }

  @Test
  void referencesInsideOfTheDocumentAreFollowed() {
    OperationContract contract =
        only("""
                  /a:
                    $ref: "#/components/pathItems/A"
                components:
                  pathItems:
                    A:
                      post:
                        parameters: [{$ref: "#/components/parameters/P"}]
                        requestBody: {$ref: "#/components/requestBodies/B"}
                        responses: {"200": {$ref: "#/components/responses/R"}}
                  parameters: {P: {name: p, in: header, schema: {type: string}}}
                  requestBodies: {B: {required: true, content: {Application/JSON: {schema: {type: object}}}}}
                  responses: {R: {headers: {X-A: {schema: {type: string}}}}}
                """)
            .contract();

    assertThat(contract.parameters()).extracting(Parameter::name).containsExactly("p");
    assertThat(contract.request()).containsOnlyKeys("application/json");
    assertThat(contract.bodyRequired()).isTrue();
    assertThat(contract.response(200).orElseThrow().headers()).containsOnlyKeys("x-a");
  }

  @Test
  void anOperationsParameterReplacesThatOfItsPath() {
    OperationContract contract =
        only("  /a:\n    parameters: [{name: p, in: query, schema: {type: string}}]\n"
                + "    get: {parameters: [{name: p, in: query, schema: {type: integer}}]}")
            .contract();

    assertThat(contract.parameters()).extracting(Parameter::type).containsExactly("integer");
  }

  @Test
  void bodiesOfMethodsThatHaveNoneAndCookiesAreLeftOut() {
    OperationContract contract =
        only("  /a: {get: {parameters: [{name: c, in: cookie}], requestBody: {required: true,"
                + " content: {a/b: {}}}}}")
            .contract();

    assertThat(contract.request()).isEmpty();
    assertThat(contract.bodyRequired()).isFalse();
    assertThat(contract.parameters()).isEmpty();
  }

  @Test
  void scalarsAreReadAsYaml12DoesAndJsonIsReadToo() {
    String json =
        "{\"openapi\":\"3.1.0\",\"info\":{},\"paths\":{\"/a\":{\"get\":{\"summary\":\"a\\/b\"}}}}";

    assertThat(only("  /a: {get: {summary: no}}").name()).isEqualTo("no");
    assertThat(only("  /a: {get: {summary: \"yes\"}}").name()).isEqualTo("yes");
    assertThat(read(json).get(0).name()).isEqualTo("a/b");
  }

  @Test
  void statusesWithoutQuotesAreStatuses() {
    assertThat(only("  /a: {get: {responses: {200: {}}}}").contract().response(200)).isPresent();
  }

  @Test
  void swagger2IsReadAsWell() {
    Operation operation =
        read("""
                {"swagger":"2.0","consumes":["application/json"],"produces":["application/json"],
                 "parameters":{"P":{"name":"id","in":"path","required":true,"type":"integer","maximum":5}},
                 "responses":{"R":{"description":"","schema":{"$ref":"#/definitions/D"},
                   "headers":{"X-A":{"type":"string"}}}},
                 "definitions":{"D":{"type":"object","properties":{"a":{"$ref":"#/definitions/E"}}},
                   "E":{"type":"string"}},
                 "paths":{"/a/{id}":{"parameters":[{"$ref":"#/parameters/P"}],"put":{"operationId":"putA",
                   "parameters":[{"name":"b","in":"body","required":true,"schema":{"$ref":"#/definitions/D"}},
                     {"name":"tags","in":"query","type":"array","collectionFormat":"multi",
                      "items":{"type":"string"}}],
                   "responses":{"200":{"$ref":"#/responses/R"}}}}}}
                """)
            .get(0);
    OperationContract contract = operation.contract();

    assertThat(operation.id()).isEqualTo("putA");
    assertThat(contract.bodyRequired()).isTrue();
    assertThat(contract.request().get("application/json").definition()).isEqualTo("D");
    assertThat(contract.parameters())
        .extracting(Parameter::name, Parameter::type, Parameter::separate)
        .containsExactly(tuple("id", "integer", false), tuple("tags", "array", true));
    assertThat(contract.response(200).orElseThrow().content()).containsOnlyKeys("application/json");
    contract.compileSchemas(true);
    contract.compileSchemas(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a: {get: 1}|#/paths/~1a/get: is no operation",
        "/a: 1|#/paths/~1a: is no path",
        "a: {get: {}}|#/paths/a: is no path",
        "/a: {$ref: 'other.yaml'}|$ref 'other.yaml' is not one of this document",
        "/a: {$ref: '#/paths/~1a'}|its $ref leads to itself",
        "/a: {get: {parameters: [{$ref: '#/components/parameters/P'}]}}|leads nowhere",
        "/a: {get: {parameters: [{in: query}]}}|#/paths/~1a/get/parameters/0: has no name",
        "/a: {get: {parameters: [{name: a, in: body}]}}|stands in 'body'",
        "/a: {get: {parameters: [{name: a, in: path}]}}|parameter 'a' is not in /a",
        "/{a}/{A}: {get: {}}|parameter 'A' stands twice",
        "/{a}: {get: {parameters: [{name: A, in: query, required: true}]}}|stands in path and query",
        "/a: {get: {operationId: x}, put: {operationId: X}}|#/paths/~1a/put: operationId 'X' stands twice",
        "/a: {post: {requestBody: {content: {a/b: {schema: {properties: {x: {$ref: 'http://x/'}}}}}}}}"
            + "|#/paths/~1a/post/requestBody/content/a~1b/schema/properties/x: $ref 'http://x/' is not one",
        "/a: {get: {}}\\n  /a: {put: {}}|found duplicate key /a",
        "/a: [|line 4",
      })
  void whatCannotBeUsedIsRefusedWithFileAndPlace(String paths, String reason) {
    assertThatThrownBy(() -> only("  " + paths.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("api.yaml: ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openapi: 3.2.0\npaths: {}",
        "swagger: \"1.2\"\npaths: {}",
        "openapi: 3.0.0",
        "- 1",
        "",
        "{\"openapi\":\"3.0.0\",\"openapi\":\"3.0.1\",\"paths\":{}}",
        "openapi: 3.0.3\nx-ms-paths: {}\npaths: {}",
        "openapi: 3.0.3\na: &a [*a]\npaths: {}",
      })
  void otherDocumentsAreRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("api.yaml");
  }

  @Test
  void documentsThatGrowWhenTheyAreReadAreRefused() {
    StringBuilder text = new StringBuilder("openapi: 3.0.3\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 8; i++) {
      String item = "*a" + (i - 1);
      text.append(
          "a" + i + ": &a" + i + " [" + String.join(",", Collections.nCopies(10, item)) + "]\n");
    }

    assertThatThrownBy(() -> read(text.append("paths: {}").toString()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read(" ".repeat(4 * 1024 * 1024 + 1)))
        .hasMessageContaining("larger than 4 MB");
  }
}
