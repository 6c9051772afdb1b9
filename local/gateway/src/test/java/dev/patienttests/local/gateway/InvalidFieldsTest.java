package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.model.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy that names the fields of a refused body, as validate-content.md shows it. */
class InvalidFieldsTest {
  private static final String ON_ERROR =
      """
      <choose>
        <when condition='@(context.LastError.Source == "validate-content")'>
          <set-variable name="rule" value='@((string)JArray.Parse(JsonConvert.SerializeObject(context.Variables["bodyErrors"]))[0]["ValidationRule"])' />
          <choose>
            <when condition='@((string)context.Variables["rule"] == "SizeLimit")'>
              <return-response><set-status code="413" /></return-response>
            </when>
            <when condition='@((string)context.Variables["rule"] == "Unspecified")'>
              <return-response><set-status code="415" /></return-response>
            </when>
          </choose>
          <include-fragment fragment-id="invalid-fields" />
          <return-response>
            <set-status code="400" />
            <set-body>@(((JArray)context.Variables["invalidFields"]).ToString(Newtonsoft.Json.Formatting.None))</set-body>
          </return-response>
        </when>
      </choose>
      """;

  private static Engine engine() throws IOException {
    String fragment = Files.readString(Path.of("src/test/resources/policies/invalid-fields.xml"));
    Engine engine =
        Engine.with(
            "<validate-content unspecified-content-type-action=\"prevent\" max-size=\"300\""
                + " size-exceeded-action=\"prevent\" errors-variable-name=\"bodyErrors\">"
                + "<content-type-map missing-content-type-value=\"application/json\" />"
                + "<content type=\"application/json\" validate-as=\"json\" action=\"prevent\" />"
                + "</validate-content>",
            "",
            ON_ERROR);
    engine.configs.openApi = ValidateContentTest.OPEN_API;
    engine.configs.fragments.add(
        new Fragment("invalid-fields", new PolicyDocument(fragment, "invalid-fields.xml")));
    return engine;
  }

  private static String fields(String body) throws IOException {
    return Engine.body(engine().post("/shop/v1/things", body)).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|[{'field':'name','message':'is required'},{'field':'kind','message':'is required'}]",
        "{'name':'ab','kind':'huge'}|[{'field':'kind','message':'is not valid'}]",
        "{'kind':'small','name':'a\\\":,{'}|[{'field':'name','message':'is not valid'}]",
        "{'name':'ab','kind':'small','other':{'a':[1]}}|[{'field':'other','message':'is not known'}]",
        "{'name':'ab','kind':'small','parts':[{'code':'1','x':[1,2]},{'code':'1234'}]}"
            + "|[{'field':'parts[1].code','message':'is not valid'}]",
        "{'name':'ab','kind':'small','parts':[{'code':'1'},{}]}"
            + "|[{'field':'parts[1].code','message':'is required'}]",
        "{'name':'ab','kind':'small','parts':[{'code':'1'},{'code':'2'},{'code':'3'}]}"
            + "|[{'field':'parts','message':'is not valid'}]",
        "{'name':'ab',~ 'kind':'small',~'size':77}|[{'field':'size','message':'is not valid'}]",
        "[]|[{'field':'','message':'is not valid'}]",
        "{'name':|[{'field':'name','message':'is not valid'}]",
      })
  void theFieldIsNamed(String body, String fields) throws IOException {
    assertThat(fields(body.replace('\'', '"').replace("~", "\r\n"))).isEqualTo(fields);
  }

  @Test
  void sizeAndTypeHaveTheirOwnStatus() throws IOException {
    Engine engine = engine();
    Exchange large = engine.post("/shop/v1/things", "\"" + "x".repeat(300) + "\"");
    Exchange text = engine.post("/shop/v1/things", "{}", "Content-Type", "application/xml");

    assertThat(Engine.status(large)).isEqualTo(413);
    assertThat(Engine.status(text)).isEqualTo(415);
    assertThat(Engine.status(engine.post("/shop/v1/things", "{}"))).isEqualTo(400);
  }
}
