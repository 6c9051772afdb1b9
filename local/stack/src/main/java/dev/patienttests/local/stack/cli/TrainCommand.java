package dev.patienttests.local.stack.cli;

import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.TrustedClients;
import dev.patienttests.local.net.VirtualNetwork;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.DryRun;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import picocli.CommandLine.Command;

/**
 * Does once what each process does when it starts, so that the JVM can write the loaded classes to
 * an archive at its end (class data sharing); the launcher's script says when. Nothing depends on
 * it: a process without the archive starts slower.
 */
@Command(name = "train", hidden = true)
public final class TrainCommand implements Callable<Integer> {
  private static final String VARIANT = "external";
  private static final String HOST = "train.azurewebsites.net";
  private static final String SERVICE = "Microsoft.Web";

  /** Jars whose classes the JVM would leave out (signed), or that hardly any process loads. */
  private static final List<String> LEFT_OUT = List.of("bc", "sqlite", "snakeyaml");

  @Override
  public Integer call() throws Exception {
    Deployment.snapshotOf(Project.locate(), VARIANT).snapshot();
    loadDocuments();
    Path folder = Files.createTempDirectory("pattern-train");
    DevelopmentCa ca = DevelopmentCa.open(folder.resolve("ca"), "train");
    Path keyStore = folder.resolve("train.p12");
    ca.issue(keyStore, Set.of(HOST));
    ListenerSettings settings = new ListenerSettings(keyStore, ca.trustStore(), "train", "token");
    exchange(ConfigFile.fromJson(ConfigFile.toJson(settings), ListenerSettings.class));
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (LEFT_OUT.stream().noneMatch(Path.of(jar).getFileName().toString()::startsWith)) {
        loadAll(jar);
      }
    }
    return 0;
  }

  /** The JVM makes a lambda at the first pass of its place; the archive has those that passed. */
  private static void loadDocuments() {
    try {
      DryRun.check(Project.locate(), VARIANT);
    } catch (UserError e) {
      // A mistake in them is shown at the start of the stack; the archive is made without.
      return;
    }
  }

  /** One HTTPS request through the virtual network, as all processes make and take them. */
  private static void exchange(ListenerSettings settings) throws Exception {
    Server server = NetworkListener.server("train");
    ServerConnector listener =
        NetworkListener.behindNetwork(server, settings, NetworkListener.Sni.OPTIONAL, http -> {});
    server.addConnector(listener);
    server.start();
    try (VirtualNetwork network = new VirtualNetwork(settings.networkToken())) {
      network.publish(HOST, SERVICE, listener.getLocalPort());
      Subnet subnet = new Subnet("/subnets/train", "train", "10.0.0.0/24", Set.of(SERVICE));
      String proxy = "127.0.0.1:" + network.egress(subnet).getPort();
      TrustedClients.httpClient(settings, proxy)
          .send(
              HttpRequest.newBuilder(URI.create("https://" + HOST + "/")).build(),
              HttpResponse.BodyHandlers.discarding());
    } finally {
      server.stop();
    }
  }

  private static void loadAll(String jar) throws IOException {
    try (JarFile content = new JarFile(jar)) {
      content.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class"))
          .filter(name -> !name.startsWith("META-INF") && !name.contains("module-info"))
          .forEach(TrainCommand::load);
    }
  }

  private static void load(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      Class.forName(name, false, TrainCommand.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // Needs a library that is not there: no process loads it either.
      return;
    }
  }
}
