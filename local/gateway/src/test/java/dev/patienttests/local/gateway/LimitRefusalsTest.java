package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits and credentials that cannot be held are refused at load. */
class LimitRefusalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
<rate-limit calls="1" renewal-period="1" /><rate-limit calls="1" renewal-period="1" /> § <rate-limit>: may stand only once in a document
<rate-limit calls="1" renewal-period="1"><api calls="1" renewal-period="1" /></rate-limit> § <api>: needs 'id' or 'name'
<rate-limit calls="1" renewal-period="1"><api id="a" calls="1" /></rate-limit> § <api>: attribute 'renewal-period' is missing
<rate-limit calls="1" renewal-period="1"><operation id="a" calls="1" renewal-period="1" /></rate-limit> § <operation>: is not allowed in <rate-limit>
<rate-limit calls="1" renewal-period="1"><api name="Nope" calls="1" renewal-period="1" /></rate-limit> § <api>: the service has no api 'Nope'
<rate-limit calls="1" renewal-period="1"><api id="things" calls="1" renewal-period="1"><operation id="nope" calls="1" renewal-period="1" /></api></rate-limit> § <operation>: the service has no operation 'nope'
<rate-limit calls="@(1)" renewal-period="1" />         § <rate-limit> attribute 'calls': expressions are not allowed here
<rate-limit-by-key calls="1" renewal-period="1" />     § <rate-limit-by-key>: attribute 'counter-key' is missing
<rate-limit-by-key calls="1" renewal-period="301" counter-key="a" /> § attribute 'renewal-period': '301' is no whole number from 1 to 300
<rate-limit-by-key calls="1" renewal-period="1" counter-key="a" increment-count="2" /> § attribute 'increment-count': '2' is no whole number from 0 to 1
<rate-limit-by-key calls="1" renewal-period="1" counter-key="a" increment-condition="@(1)" /> § attribute 'increment-condition': expected a bool
<quota calls="1" renewal-period="0" />                 § <quota>: is not allowed at scope api
<quota-by-key renewal-period="300" counter-key="a" />  § <quota-by-key>: needs 'calls' or 'bandwidth'
<quota-by-key calls="1" renewal-period="299" counter-key="a" /> § attribute 'renewal-period': is neither 0 nor at least 300
<quota-by-key calls="1" renewal-period="300" counter-key="a" first-period-start="now" /> § attribute 'first-period-start': is no time
<limit-concurrency key="a" max-count="@(1)" />         § <limit-concurrency> attribute 'max-count': expressions are not allowed here
<authentication-basic username="a" />                  § <authentication-basic>: attribute 'password' is missing
<authentication-basic username="a:b" password="" />    § <authentication-basic> attribute 'username': holds a colon
<authentication-certificate thumbprint="a" />          § <authentication-certificate>
""")
  void whatCannotBeHeldIsRefusedAtLoad(String policy, String message) {
    assertThat(LoadRefusalTest.refusal(LoadRefusalTest.page(policy))).contains(message);
  }

  @Test
  void limitsOfSubscriptionsStandNotInTheGlobalDocument() {
    Engine engine = new Engine();
    engine.configs.global =
        Optional.of(
            Configs.page(
                "<rate-limit calls=\"1\" renewal-period=\"1\" />", "<forward-request/>", "", ""));
    assertThat(LoadRefusalTest.refusal(engine))
        .contains("<rate-limit>: is not allowed at scope global");
  }
}
