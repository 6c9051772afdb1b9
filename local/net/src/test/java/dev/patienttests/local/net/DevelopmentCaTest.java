package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCaTest {
  private static final String PASSWORD = "a-store-password";
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1");

  @TempDir Path directory;

  @Test
  void isMadeOnceAndFoundAgain() throws Exception {
    X509Certificate made = DevelopmentCa.open(directory, PASSWORD).certificate();
    assertThat(DevelopmentCa.open(directory, PASSWORD).certificate()).isEqualTo(made);
  }

  @Test
  void maySignForNoAuthorityAndOnlyForTheNamesOfTheStack() throws Exception {
    X509Certificate made = DevelopmentCa.open(directory, PASSWORD).certificate();
    assertThat(made.getBasicConstraints()).isZero();
    assertThat(made.getCriticalExtensionOIDs()).contains("2.5.29.30", "2.5.29.19", "2.5.29.15");
  }

  @Test
  void doesNotSignForOtherNames() throws Exception {
    DevelopmentCa ca = DevelopmentCa.open(directory, PASSWORD);
    for (String name : Set.of("example.com", "azurewebsites.net.evil.example", "10.0.0.1")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ca.issue(directory.resolve("x.p12"), Set.of(name)))
          .withMessageContaining(name);
    }
  }

  @Test
  void keepsWhatItIssuedUntilTheNamesChange() throws Exception {
    DevelopmentCa ca = DevelopmentCa.open(directory, PASSWORD);
    Path store = directory.resolve("server.p12");
    ca.issue(store, NAMES);
    X509Certificate first = certificateIn(store);
    first.verify(ca.certificate().getPublicKey());
    assertThat(Certificates.namesOf(first)).isEqualTo(NAMES);
    ca.issue(store, NAMES);
    assertThat(certificateIn(store)).isEqualTo(first);
    ca.issue(store, Set.of("localhost"));
    assertThat(certificateIn(store)).isNotEqualTo(first);
  }

  @Test
  void renewsACertificateThatIsAboutToExpire() throws Exception {
    Path store = directory.resolve("server.p12");
    DevelopmentCa.open(directory, PASSWORD).issue(store, NAMES);
    X509Certificate first = certificateIn(store);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(340));
    DevelopmentCa.open(directory, PASSWORD, later).issue(store, NAMES);
    assertThat(certificateIn(store)).isNotEqualTo(first);
  }

  @Test
  void replacesADamagedStore() throws Exception {
    Path store = directory.resolve("server.p12");
    Files.writeString(store, "damaged");
    DevelopmentCa.open(directory, PASSWORD).issue(store, NAMES);
    assertThat(certificateIn(store)).isNotNull();
  }

  @Test
  void keepsItsFilesToItsOwner() throws Exception {
    Path own = directory.resolve("new");
    DevelopmentCa.open(own, PASSWORD).issue(own.resolve("server.p12"), NAMES);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    try (var files = Files.list(own)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  private static X509Certificate certificateIn(Path store) throws Exception {
    return (X509Certificate) Pkcs12.read(store, PASSWORD.toCharArray()).getCertificate("server");
  }
}
