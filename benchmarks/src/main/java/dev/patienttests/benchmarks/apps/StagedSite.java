package dev.patienttests.benchmarks.apps;

import dev.patienttests.benchmarks.bare.BareProcess;
import dev.patienttests.local.functions.SiteConfig;
import dev.patienttests.local.functions.SiteConfig.AccessRestrictions;
import dev.patienttests.local.functions.SiteConfig.EasyAuth;
import dev.patienttests.local.functions.SiteMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A staged app in a process of its own, hosted as under Core Tools: plain http, no front end. */
final class StagedSite implements AutoCloseable {
  /** What the stack gives its apps. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // azure-cosmos would look for a metadata address, outside of this machine.
          "-DCOSMOS.DISABLE_IMDS_ACCESS=true");

  private final BareProcess process;

  private StagedSite(BareProcess process) {
    this.process = process;
  }

  /**
   * Starts it; does not wait.
   *
   * @param directory for its configuration, keys and log
   * @param settings the app's
   */
  static StagedSite start(Path staged, Path directory, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(directory);
    SiteConfig config =
        new SiteConfig(
            SiteConfig.Mode.CORE_TOOLS,
            Optional.empty(),
            staged.getFileName().toString(),
            "localhost",
            "localhost",
            staged,
            directory,
            Optional.empty(),
            "unused",
            false,
            AccessRestrictions.none(),
            AccessRestrictions.none(),
            EasyAuth.off());
    return new StagedSite(BareProcess.start(directory, SiteMain.class, OPTIONS, settings, config));
  }

  /** The address of a path, once it listens. */
  String url(String path) {
    return "http://127.0.0.1:" + process.ports().publicPort().orElseThrow() + path;
  }

  @Override
  public void close() {
    process.close();
  }
}
