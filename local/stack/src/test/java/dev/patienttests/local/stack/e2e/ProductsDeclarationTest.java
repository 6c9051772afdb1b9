package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.deploy.GatewayPlan;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.DryRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the parameters of the Bicep make of the products. */
class ProductsDeclarationTest {
  private static final String PARAMETERS = "infra/variants/external.bicepparam";

  @TempDir Path folder;
  private ProjectCopy copy;

  @BeforeEach
  void copyDeclarations() {
    copy = ProjectCopy.declarationsIn(folder.resolve("project"));
  }

  private GatewayPlan gateway() {
    return Deployment.evaluate(
            copy.project(), "external", new StateDirectory(folder.resolve("state")).create())
        .plan()
        .gateway();
  }

  private void set(String variable, String before, String after) {
    copy.change(
        PARAMETERS,
        "'%s', '%s'".formatted(variable, before),
        "'%s', '%s'".formatted(variable, after));
  }

  private static List<String> withoutKey(GatewayPlan gateway) {
    return gateway.products().stream()
        .filter(product -> !product.subscriptionRequired())
        .map(Product::id)
        .toList();
  }

  private static List<String> subscriptions(GatewayPlan gateway) {
    return gateway.subscriptions().stream().map(Subscription::id).toList();
  }

  @Test
  void eachProductThatNeedsAKeyHasASubscriptionAndClinicsIsTheFirst() {
    GatewayPlan gateway = gateway();
    assertThat(withoutKey(gateway)).containsExactly("public");
    assertThat(subscriptions(gateway))
        .containsExactly("clinic-demo", "private-demo", "partner-demo", "master");
  }

  @Test
  void oneProductMayNeedATokenAlone() {
    set("AZURE_TOKEN_ONLY_PRODUCT", "none", "partner");
    GatewayPlan gateway = gateway();
    assertThat(withoutKey(gateway)).containsExactlyInAnyOrder("partner", "public");
    assertThat(subscriptions(gateway)).containsExactly("clinic-demo", "private-demo", "master");
    DryRun.check(copy.project(), "external");
  }

  @Test
  void noOtherProductCan() {
    set("AZURE_TOKEN_ONLY_PRODUCT", "none", "clinic");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(this::gateway)
        .withMessageContaining("clinic is not one of the allowed");
  }

  @Test
  void addressRangesReachThePoliciesInTheirShortestForm() {
    set("AZURE_FRONT_END_ADDRESS_RANGE", "", "10.1.2.77/24");
    set("AZURE_PARTNER_ADDRESS_RANGES", "", "198.51.100.9/24,192.0.2.7/32");
    assertThat(gateway().namedValues())
        .containsEntry("front-end-prefix", "10.1.2.0/24")
        .containsEntry("partner-addresses", "198.51.100.0/24,192.0.2.7/32");
  }

  @Test
  void whatIsNoAddressRangeIsRefused() {
    set("AZURE_FRONT_END_ADDRESS_RANGE", "", "any");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(this::gateway)
        .withMessageContaining("no address range");
  }

  @Test
  void theCatalogueFitsIntoANamedValue() {
    assertThat(gateway().namedValues().get("test-codes")).hasSizeBetween(100, 4096);
  }

  @Test
  void aNamedValueInKeyVaultIsReadByTheNamedIdentityUnlessAFirewallKeepsTheServiceOut() {
    copy.append("infra/modules/apim-policies.bicep", SECRET_VALUE);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(this::gateway)
        .withMessageContaining("apim-policies.bicep")
        .withMessageContaining("firewall");

    copy.change("infra/modules/vault.bicep", "defaultAction: 'Deny'", "defaultAction: 'Allow'");
    assertThat(gateway().keyVaultValues())
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.name()).isEqualTo("greeting");
              assertThat(value.secretUri()).endsWith("/secrets/greeting");
              assertThat(value.clientId()).matches("[0-9a-f-]{36}");
            });

    copy.change("infra/modules/apim-policies.bicep", "identityClientId: gatewayClientId", "");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(this::gateway)
        .withMessageContaining("system-assigned");
  }

  private static final String SECRET_VALUE =
      """
      resource greeting 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = {
        parent: service
        name: 'greeting'
        properties: {
          displayName: 'greeting'
          secret: true
          keyVault: {
            secretIdentifier: replace(patientHostKeySecretUri, 'patient-host-key', 'greeting')
            identityClientId: gatewayClientId
          }
        }
      }
      """;

  @Test
  void aNamedValueThatIsMarkedAsSecretReachesTheGatewaySo() {
    copy.append(
        "infra/modules/apim-policies.bicep",
        """
        resource welcome 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = {
          parent: service
          name: 'welcome'
          properties: {
            displayName: 'welcome-text'
            secret: true
            value: 'hello'
          }
        }
        """);
    GatewayPlan gateway = gateway();
    assertThat(gateway.secretNames()).containsExactly("welcome-text");
    assertThat(gateway.namedValues()).containsEntry("welcome-text", "hello");
  }

  @Test
  void aSchemaOfTheServiceReachesTheGateway() {
    copy.append(
        "infra/modules/apim-policies.bicep",
        """
        resource person 'Microsoft.ApiManagement/service/schemas@2024-05-01' = {
          parent: service
          name: 'person'
          properties: {
            schemaType: 'json'
            document: {
              type: 'object'
              required: ['name']
            }
          }
        }
        """);
    assertThat(gateway().schemas())
        .singleElement()
        .satisfies(
            schema -> {
              assertThat(schema.id()).isEqualTo("person");
              assertThat(schema.isXml()).isFalse();
              assertThat(schema.text()).isEqualTo("{\"type\":\"object\",\"required\":[\"name\"]}");
            });
  }

  @Test
  void anXmlSchemaOfTheServiceReachesTheGatewayAsItsText() {
    copy.append(
        "infra/modules/apim-policies.bicep",
        """
        resource order 'Microsoft.ApiManagement/service/schemas@2024-05-01' = {
          parent: service
          name: 'order'
          properties: {
            schemaType: 'xml'
            value: '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="o" /></xs:schema>'
          }
        }
        """);
    assertThat(gateway().schemas())
        .singleElement()
        .satisfies(
            schema -> {
              assertThat(schema.isXml()).isTrue();
              assertThat(schema.text()).startsWith("<xs:schema ").endsWith("</xs:schema>");
            });
  }
}
