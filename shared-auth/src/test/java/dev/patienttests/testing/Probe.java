package dev.patienttests.testing;

import dev.patienttests.auth.TokenProviders;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;

/** Uses the library as an app would, in a process of its own, and prints what came of it. */
public final class Probe {
  private Probe() {}

  /** Arguments such as {@code token:api://x} and {@code secret:HOST_KEY}, in order. */
  public static void main(String[] args) {
    Settings settings = Settings.of(System.getenv());
    for (String arg : args) {
      String what = arg.substring(arg.indexOf(':') + 1);
      try {
        System.out.println(
            arg.startsWith("token:")
                ? TokenProviders.forEnvironment(settings).tokenFor(what).value()
                : Secrets.forEnvironment(settings).secret(what).current().reveal());
      } catch (RuntimeException e) {
        System.out.println(e.getClass().getSimpleName());
        e.printStackTrace();
      }
    }
    System.exit(0);
  }
}
