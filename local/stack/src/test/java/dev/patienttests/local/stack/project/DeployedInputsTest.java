package dev.patienttests.local.stack.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployedInputsTest {
  @TempDir private Path root;

  @BeforeEach
  void aSmallProject() throws IOException {
    write("infra/main.bicep", "param a string");
    write("apim/policies/global.xml", "<policies/>");
    write("patient-api/src/main/java/A.java", "class A {}");
    write("local/stack/src/main/java/B.java", "class B {}");
  }

  @Test
  void nothingHasChangedSinceTheSameFiles() {
    assertThat(scan().changedSince(scan())).isEmpty();
  }

  @Test
  void changedAddedAndRemovedFilesAreNamed() throws IOException {
    DeployedInputs before = scan();
    write("infra/main.bicep", "param b string");
    write("infra/new.bicep", "");
    Files.delete(root.resolve("apim/policies/global.xml"));
    assertThat(scan().changedSince(before))
        .containsExactly("apim/policies/global.xml", "infra/main.bicep", "infra/new.bicep");
  }

  @Test
  void onlyWhatIsDeployedCounts() throws IOException {
    DeployedInputs before = scan();
    write("local/stack/src/main/java/B.java", "class B { int b; }");
    write("patient-api/src/test/java/T.java", "class T {}");
    write("patient-api/target/classes/A.class", "x");
    write("infra/README.md", "text");
    assertThat(scan().changedSince(before)).isEmpty();
  }

  @Test
  void aChangeOfPolicyDoesNotRebuildTheApps() throws IOException {
    DeployedInputs before = scan().compiled();
    write("apim/policies/global.xml", "<policies></policies>");
    assertThat(scan().compiled().changedSince(before)).isEmpty();
    write("patient-api/src/main/java/A.java", "class A { int a; }");
    assertThat(scan().compiled().changedSince(before)).isNotEmpty();
  }

  @Test
  void whatWasSavedIsWhatIsLoaded() {
    Path file = root.resolve("state/inputs.json");
    scan().save(file);
    assertThat(DeployedInputs.load(file)).isEqualTo(scan());
    assertThat(DeployedInputs.load(root.resolve("none")).hashes()).isEmpty();
  }

  private DeployedInputs scan() {
    return DeployedInputs.scan(new Project(root));
  }

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
