package dev.patienttests.local.functions;

import dev.patienttests.local.net.ChildProcess;

/** The process of one function app; its environment holds the app settings. */
public final class SiteMain {
  private SiteMain() {}

  /**
   * Runs the site until its standard input ends.
   *
   * @param args the path of a {@link SiteConfig} as JSON
   */
  public static void main(String[] args) {
    ChildProcess.run(
        args,
        SiteConfig.class,
        config -> {
          Site site = Site.start(config, System.getenv());
          return new ChildProcess.Running(site.ports(), site);
        });
  }
}
