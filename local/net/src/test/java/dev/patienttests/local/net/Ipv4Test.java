package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4Test {
  @Test
  void theFirstFourAddressesOfASubnetAreNotGivenOut() {
    assertThat(Ipv4.addressInside("10.0.1.0/24").getHostAddress()).isEqualTo("10.0.1.4");
    assertThat(Ipv4.addressInside("10.0.1.77/26").getHostAddress()).isEqualTo("10.0.1.68");
    assertThat(Ipv4.addressInside("192.168.255.248/29").getHostAddress())
        .isEqualTo("192.168.255.252");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/30", "10.0.0.256/24", "fd00::/64", "10.0.0/24", ""})
  void whatIsNoSubnetIsRefused(String prefix) {
    assertThatIllegalArgumentException().isThrownBy(() -> Ipv4.addressInside(prefix));
  }
}
