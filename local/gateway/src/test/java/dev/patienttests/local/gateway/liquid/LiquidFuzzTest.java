package dev.patienttests.local.gateway.liquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.expression.DotNetException;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Templates that nobody would write are refused, or rendered, or a fault; nothing hangs. */
@Timeout(120)
class LiquidFuzzTest {
  private static final int TEMPLATES = 20_000;
  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{%",
          "%}",
          "-%}",
          "{%-",
          "|",
          ":",
          ",",
          "[",
          "]",
          "(",
          ")",
          "..",
          "'",
          "\"",
          "body",
          "context",
          ".",
          "size",
          "first",
          " and ",
          " or ",
          " contains ",
          "==",
          "<",
          "nil",
          "empty",
          "-1",
          "99999",
          "1.5",
          "{% endfor %}",
          "{% else %}",
          "{% for x in body.a %}",
          "{% if x %}",
          "{% endif %}",
          "| Replace: '(a+)+$', '$1'",
          "| Split: ''",
          "| Slice: -9, 9",
          "| Times: 9999",
          "| Join",
          "| Sort",
          "| Round: 2",
          "| Date: 'yyyy'",
          "| Truncate: -1");
  private static final List<String> SEEDS =
      List.of(
          "{% for x in body.a reversed limit:2 %}{{ x | Append: '!' | Upcase }}{% endfor %}",
          "{% if body.b.c == 'aaaaaaaaaaaaaaaaaaaaaaa!' %}{{ body.b['c'] }}{% else %}n{% endif %}",
          "{% case body.n %}{% when 1, 2 %}{% cycle 'a', 'b' %}{% else %}-{% endcase %}",
          "{% assign y = body.a | Map: 'z' | Join: '-' %}{% capture z %}{{ y }}{% endcapture %}{{z}}",
          "{{ context.Request.Headers['x'] | Default: 'none' }}{{ (1..body.n) | Size }}");

  private static String changed(Random random) {
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(6));
      text.replace(
          at, end, random.nextInt(3) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @Test
  void everyTemplateIsRefusedOrRendersOrIsAFault() throws IOException {
    Random random = new Random(7);
    BodyValue body =
        BodyValue.json(
            new ObjectMapper()
                .readTree(
                    "{\"a\":[1,\"b\",{\"z\":1},null,[2]],\"b\":{\"c\":\"aaaaaaaaaaaaaaaaaaaaaaa!\"},\"n\":2}"),
            true);
    Exchange exchange =
        new Exchange(
            new UUID(0, 1),
            InstantSource.system(),
            new Exchange.Service("s", "h", "r"),
            new Request(
                "GET", RequestUrl.parse("https://a/"), new Headers(), Optional.empty(), "::1"));
    int rendered = 0;
    for (int i = 0; i < TEMPLATES; i++) {
      String template = changed(random);
      try {
        LiquidTemplate.parse(template).render(body, exchange);
        rendered++;
      } catch (LiquidSyntaxException e) {
        assertThat(e.index()).as(template).isBetween(0, template.length());
      } catch (LiquidException | DotNetException e) {
        assertThat(e.getMessage()).as(template).isNotBlank();
      } catch (RuntimeException | StackOverflowError e) {
        fail("neither refused nor rendered: " + template, e);
      }
    }
    assertThat(rendered).isGreaterThan(100);
  }

  @Test
  void nestingEndsInARefusal() {
    for (String deep :
        List.of(
            "{{ " + "(".repeat(9_000),
            "{{ body" + "[body".repeat(9_000),
            "{% if a" + " and a".repeat(9_000) + " %}{% endif %}",
            "{% if body %}".repeat(9_000),
            "{{ body" + " | Size".repeat(9_000) + " }}{{")) {
      try {
        LiquidTemplate.parse(deep);
        fail("was read: " + deep.substring(0, 20));
      } catch (LiquidSyntaxException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }
}
