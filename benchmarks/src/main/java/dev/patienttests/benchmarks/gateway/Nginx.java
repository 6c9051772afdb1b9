package dev.patienttests.benchmarks.gateway;

import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * nginx with one worker, as a proxy that takes TLS and sends TLS, with connections kept on both
 * sides, checks the backend's certificate, and writes no access log.
 */
final class Nginx implements AutoCloseable {
  private static final Pattern TEMPORARY = Pattern.compile("--http-([a-z-]+)-temp-path=");
  private static final long START_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 20;
  private static final long GRACE_SECONDS = 5;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Where it leads.
   *
   * @param host the backend's host name
   * @param port a port of the loopback address that stands for it
   * @param caCertificate PEM file with the only certificate that is trusted
   */
  record Backend(String host, int port, Path caCertificate) {}

  /** Where it is on the {@code PATH}, or where Debian has it. */
  static Optional<Path> find() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)),
            Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder).resolve("nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param directory for its files
   * @param listener certificate and key
   * @throws IOException when it does not start; its log says why
   */
  static Nginx start(Path nginx, Path directory, ListenerSettings listener, Backend backend)
      throws IOException, GeneralSecurityException, InterruptedException {
    Files.createDirectories(directory);
    writePem(directory, listener);
    int port = freePort();
    Files.writeString(directory.resolve("nginx.conf"), configuration(nginx, port, backend));
    File log = directory.resolve("output.log").toFile();
    Process process =
        command(nginx, "-p", directory + "/", "-c", "nginx.conf", "-e", "error.log")
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    Nginx started = new Nginx(process, port);
    try {
      started.awaitPort(log);
    } catch (IOException | InterruptedException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private static ProcessBuilder command(Path nginx, String... arguments) {
    return new ProcessBuilder(
        Stream.concat(Stream.of(nginx.toString()), Stream.of(arguments)).toList());
  }

  private static String configuration(Path nginx, int port, Backend backend)
      throws IOException, InterruptedException {
    return """
        daemon off;
        worker_processes 1;
        pid nginx.pid;
        error_log error.log warn;
        events { worker_connections 1024; }
        http {
          access_log off;
        %s
          upstream backend {
            server 127.0.0.1:%d;
            keepalive 64;
            keepalive_requests 100000000;
          }
          server {
            listen 127.0.0.1:%d ssl;
            keepalive_requests 100000000;
            ssl_certificate certificate.pem;
            ssl_certificate_key key.pem;
            ssl_protocols TLSv1.2 TLSv1.3;
            location / {
              proxy_pass https://backend/api/;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host %s;
              proxy_ssl_protocols TLSv1.2 TLSv1.3;
              proxy_ssl_name %s;
              proxy_ssl_server_name on;
              proxy_ssl_verify on;
              proxy_ssl_trusted_certificate "%s";
            }
          }
        }
        """
        .formatted(
            temporaryFolders(nginx),
            backend.port(),
            port,
            backend.host(),
            backend.host(),
            backend.caCertificate());
  }

  /** Those of this build, which would else lie where only root may write. */
  private static String temporaryFolders(Path nginx) throws IOException, InterruptedException {
    Process process = command(nginx, "-V").redirectErrorStream(true).start();
    String build = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    List<String> names =
        TEMPORARY.matcher(build).results().map(match -> match.group(1).replace('-', '_')).toList();
    return names.stream()
        .filter(name -> !build.contains("--without-http_" + name + "_module"))
        .map(name -> "  " + name + "_temp_path " + name + ";")
        .collect(Collectors.joining("\n"));
  }

  private static void writePem(Path directory, ListenerSettings listener)
      throws IOException, GeneralSecurityException {
    char[] password = listener.storePassword().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(listener.keyStore())) {
      store.load(file, password);
    }
    String alias = store.aliases().nextElement();
    StringBuilder chain = new StringBuilder();
    for (Certificate certificate : store.getCertificateChain(alias)) {
      chain.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(directory.resolve("certificate.pem"), chain);
    byte[] key =
        pem("PRIVATE KEY", store.getKey(alias, password).getEncoded())
            .getBytes(StandardCharsets.US_ASCII);
    PrivateFiles.write(directory.resolve("key.pem"), key);
  }

  private static String pem(String type, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
  }

  /** nginx does not tell which port it got, so it is told one that was free a moment ago. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort(File log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        Thread.sleep(LOOK_MILLIS);
      }
    }
    throw new IOException("nginx does not listen: see " + log);
  }

  /** Its port. */
  int port() {
    return port;
  }

  /** Its process, which has the worker as a child. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
