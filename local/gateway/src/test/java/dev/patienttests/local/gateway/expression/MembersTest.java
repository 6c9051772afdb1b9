package dev.patienttests.local.gateway.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {

  @Test
  void everyMemberOfTheTablesHasTypesThatAreKnownAndIsFoundByItsName() {
    Members members = Members.standard();

    List<Method> all = members.all();

    assertThat(all).hasSizeGreaterThan(1_000);
    assertThat(all)
        .filteredOn(method -> !isFound(members, method))
        .extracting(method -> method.on() + "." + method.name())
        .isEmpty();
  }

  private static boolean isFound(Members members, Method method) {
    boolean property =
        members.findProperty(method.on(), method.name(), method.isStatic()).isPresent();
    return property
        || members.declared(method.on(), method.name(), method.isStatic()).contains(method);
  }
}
