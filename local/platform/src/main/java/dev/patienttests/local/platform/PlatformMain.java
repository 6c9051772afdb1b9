package dev.patienttests.local.platform;

import dev.patienttests.local.net.ChildProcess;
import dev.patienttests.local.net.StartException;

/** The platform process of the stack. */
public final class PlatformMain {

  private PlatformMain() {}

  /**
   * Serves until standard input ends.
   *
   * @param args the path of a file that holds a {@link PlatformConfig}
   */
  public static void main(String[] args) {
    ChildProcess.run(args, PlatformConfig.class, PlatformMain::start);
  }

  private static ChildProcess.Running start(PlatformConfig config) {
    try {
      Platform platform = new Platform(config);
      return new ChildProcess.Running(platform.ports(), platform);
    } catch (IllegalArgumentException e) {
      throw new StartException(e.getMessage(), e);
    }
  }
}
