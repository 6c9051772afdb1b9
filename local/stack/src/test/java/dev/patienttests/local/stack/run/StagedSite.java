package dev.patienttests.local.stack.run;

import dev.patienttests.local.functions.SiteConfig;
import dev.patienttests.local.functions.SiteConfig.AccessRestrictions;
import dev.patienttests.local.functions.SiteConfig.EasyAuth;
import dev.patienttests.local.functions.SiteMain;
import dev.patienttests.local.net.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One staged app in a process of its own, with its settings as environment and no front end. */
public final class StagedSite implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final ManagedProcess process;
  private final Path log;
  private final int port;

  private StagedSite(String app, Path staged, Path folder, Jvm jvm, Map<String, String> settings)
      throws Exception {
    Path config = folder.resolve(app + ".json");
    ConfigFile.write(config, config(app, staged, folder));
    this.log = folder.resolve(app + ".log");
    ProcessPlan plan = new ProcessPlan(app, jvm.command(config), Jvm.environment(settings), log);
    this.process =
        new ManagedProcess(app, () -> plan, ports -> {}, () -> {}, System.err::println, scheduler);
    this.port = process.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS).publicPort().orElseThrow();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder for its configuration, keys and log
   * @param options of the JVM
   * @param settings the whole environment of the app, but for what every process has
   */
  public static StagedSite start(
      String app, Path staged, Path folder, List<String> options, Map<String, String> settings)
      throws Exception {
    Jvm jvm =
        new Jvm(SiteMain.class.getName())
            .option("-XX:TieredStopAtLevel=1")
            // azure-cosmos would look for a metadata address, outside of this machine.
            .property("COSMOS.DISABLE_IMDS_ACCESS", "true")
            .property("jdk.net.hosts.file", hosts(folder).toString());
    options.forEach(jvm::option);
    return new StagedSite(app, staged, folder, jvm, settings);
  }

  /** The plain http port. */
  public int port() {
    return port;
  }

  /** What it has logged so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.close();
    scheduler.shutdownNow();
  }

  /** No name but this one: nothing can leave the machine. */
  private static Path hosts(Path folder) throws IOException {
    return Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
  }

  private static SiteConfig config(String app, Path staged, Path folder) throws IOException {
    return new SiteConfig(
        SiteConfig.Mode.CORE_TOOLS,
        Optional.empty(),
        app,
        "localhost",
        "localhost",
        staged,
        Files.createDirectories(folder.resolve(app)),
        Optional.empty(),
        "unused",
        false,
        AccessRestrictions.none(),
        AccessRestrictions.none(),
        EasyAuth.off());
  }
}
