package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir Path directory;

  /** Configuration of the process under test. */
  record Config(String name, boolean fails) {}

  /** The process under test. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      ChildProcess.run(
          args,
          Config.class,
          config -> {
            if (config.fails()) {
              throw new StartException("Cannot start " + config.name() + ":\n no reason");
            }
            System.out.println("not for the stack");
            return new ChildProcess.Running(
                Ports.none().withNetwork(4001).withControl(4002).withPublic(4003),
                () -> System.err.println("stopped " + config.name()));
          });
    }
  }

  @Test
  void saysThatItIsReadyAndEndsWithItsInput() throws Exception {
    Process process = start(new Config("a", false));
    BufferedReader out = process.inputReader();
    assertThat(out.readLine())
        .isEqualTo("READY {\"network\":4001,\"control\":4002,\"public\":4003}");
    process.getOutputStream().close();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(log()).contains("not for the stack", "stopped a");
    assertThat(out.readLine()).isNull();
  }

  @Test
  void stopsWhenItIsTerminated() throws Exception {
    Process process = start(new Config("b", false));
    process.inputReader().readLine();
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(log()).contains("stopped b");
  }

  @Test
  void aFailureToStartIsOneLine() throws Exception {
    Process process = start(new Config("c", true));
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(log()).isEqualTo("Cannot start c: no reason\n");
  }

  @Test
  void anUnknownMemberOfTheConfigurationIsNamed() throws Exception {
    Path file = directory.resolve("config.json");
    Files.writeString(file, "{\"name\":\"d\",\"fails\":false,\"secret\":\"s3cr3t\"}");
    Process process = start(file);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(log()).contains("config.json", "\"secret\"").doesNotContain("s3cr3t");
    assertThat(log().lines()).hasSize(1);
  }

  private Process start(Config config) throws IOException {
    Path file = directory.resolve("config.json");
    ConfigFile.write(file, config);
    return start(file);
  }

  private Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            file.toString())
        .redirectError(directory.resolve("log").toFile())
        .start();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }
}
