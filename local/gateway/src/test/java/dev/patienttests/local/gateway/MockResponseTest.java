package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operation answers that has nothing behind it. */
class MockResponseTest {
  private static final String DOCUMENT =
      """
      openapi: 3.0.3
      info: {title: Things, version: "1"}
      paths:
        /example:
          get:
            operationId: example
            responses:
              200: {content: {application/json: {example: {day: 2020-02-03, list: [1, {a: b}]}}}}
              "404": {$ref: "#/components/responses/Missing"}
              default: {description: other, content: {text/plain: {example: plain}}}
        /examples:
          get:
            operationId: examples
            responses:
              "200":
                content:
                  text/plain: {examples: {one: {value: "first"}, two: {value: "second"}}}
                  application/json: {examples: {one: {$ref: "#/components/examples/One"}}}
        /schema:
          get:
            operationId: schema
            responses:
              "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}
              "201": {content: {application/xml: {schema: {type: string}}}}
              "202": {content: {application/json: {schema: {type: string, example: a text}}}}
              "203": {content: {application/json: {example: '{"written": true}'}}}
              "204": {description: nothing}
      components:
        responses:
          Missing: {content: {application/problem+json: {example: {status: 404}}}}
        examples:
          One: {value: [true]}
        schemas:
          Base: {properties: {id: {type: string, format: uuid}}}
          Thing:
            allOf: [{$ref: "#/components/schemas/Base"}]
            properties:
              name: {type: [string, "null"]}
              day: {type: string, format: date}
              count: {type: integer, minimum: 3}
              state: {enum: [open, closed]}
              done: {type: boolean}
              secret: {type: string, writeOnly: true}
              more: {type: array, items: {$ref: "#/components/schemas/Thing2"}}
              either: {oneOf: [{default: x}, {type: integer}]}
          Thing2: {type: object, properties: {n: {type: number}, next: {$ref: "#/components/schemas/Loop"}}}
          Loop: {type: array, items: {$ref: "#/components/schemas/Loop"}}
      """;

  private static Exchange mocked(String path, String attributes) {
    Engine engine =
        Engine.with(
            "<mock-response " + attributes + "/>",
            "<set-header name=\"outbound\"><value>ran</value></set-header>",
            "");
    engine.configs.openApi = DOCUMENT;
    Exchange exchange = engine.get("/shop/v1" + path);
    assertThat(engine.calls).isEmpty();
    assertThat(exchange.lastError()).isEmpty();
    assertThat(Engine.header(exchange, "outbound")).isEmpty();
    return exchange;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
"""
/example  |                                                | 200 | application/json         | {"day":"2020-02-03","list":[1,{"a":"b"}]}
/example  | status-code="404"                              | 404 | application/problem+json | {"status":404}
/example  | status-code="418"                              | 418 | text/plain               | plain
/examples |                                                | 200 | text/plain               | first
/examples | content-type="Application/JSON; charset=utf-8" | 200 | Application/JSON; charset=utf-8 | [true]
/examples | content-type="image/png"                       | 200 | image/png                | ^^
/examples | status-code="500"                              | 500 | ^^                       | ^^
/schema   | status-code="201"                              | 201 | application/xml          | ^^
/schema   | status-code="202"                              | 202 | application/json         | "a text"
/schema   | status-code="203"                              | 203 | application/json         | {"written": true}
/schema   | status-code="204"                              | 204 | ^^                       | ^^
""")
  void theSampleFitsStatusAndMediaType(
      String path, String attributes, int status, String type, String body) {
    Exchange exchange = mocked(path, attributes == null ? "" : attributes);
    assertThat(Engine.status(exchange)).isEqualTo(status);
    assertThat(Engine.header(exchange, "Content-Type")).isEqualTo(type);
    assertThat(Engine.body(exchange)).isEqualTo(body);
  }

  @Test
  void withoutExampleTheSchemaGivesOne() {
    String body = Engine.body(mocked("/schema", ""));
    assertThat(body)
        .startsWith(
            "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"name\":\"string\",\"day\":\"2000-01-01\","
                + "\"count\":3,\"state\":\"open\",\"done\":false,\"more\":[{\"n\":0,\"next\":[[")
        .endsWith("]]}],\"either\":\"x\"}")
        .doesNotContain("secret");
  }
}
