package dev.patienttests.local.net;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep their process alive. */
public final class Daemons {
  private Daemons() {}

  /** Makes such threads, all of this name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
