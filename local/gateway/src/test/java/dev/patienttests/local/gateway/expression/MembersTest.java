package dev.patienttests.local.gateway.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MembersTest {

  @Test
  void everyMemberOfTheTablesHasTypesThatAreKnown() {
    assertThat(Members.all()).hasSizeGreaterThan(1_000).allMatch(m -> !described(m).isEmpty());
  }

  @Test
  void whoAsksForOneNameSeesAllMembersThatTheTablesHaveOfIt() {
    Members members = new Members();
    Map<String, List<Method>> byName =
        Members.all().stream().collect(Collectors.groupingBy(MembersTest::key));

    Map<String, List<String>> wanted = new TreeMap<>();
    Map<String, List<String>> found = new TreeMap<>();
    byName.forEach(
        (key, all) -> {
          Method any = all.get(0);
          List<Method> asked = new ArrayList<>();
          ownProperty(members, any).ifPresent(asked::add);
          asked.addAll(members.declared(any.on(), any.name(), any.isStatic()));
          wanted.put(key, all.stream().map(MembersTest::described).sorted().toList());
          found.put(key, asked.stream().map(MembersTest::described).sorted().toList());
        });

    assertThat(found).isEqualTo(wanted);
  }

  private static Optional<Method> ownProperty(Members members, Method method) {
    return members
        .findProperty(method.on(), method.name(), method.isStatic())
        .filter(property -> key(property).equals(key(method)));
  }

  private static String key(Method method) {
    return Signature.key(method.on().simpleName(), method.name(), method.isStatic());
  }

  private static String described(Method method) {
    return method.on()
        + (method.isStatic() ? ":" : ".")
        + method.name()
        + method.variables()
        + method.parameters()
        + method.out()
        + method.returns();
  }
}
