package dev.patienttests.local.gateway.wire;

/**
 * What has to happen in time on a connection, one thing after the other. It is run once a second by
 * one timer: to set and cancel one for each request costs more.
 */
final class Countdown implements Runnable {
  private int left;
  private Runnable otherwise = () -> {};

  /** From now on one thing has to happen in time; what had to before has, or need not. */
  void start(int seconds, Runnable ifNot) {
    left = seconds;
    otherwise = ifNot;
  }

  /** It has happened. */
  void stop() {
    left = 0;
  }

  /** A second has passed. */
  @Override
  public void run() {
    if (left > 0) {
      left--;
      if (left == 0) {
        otherwise.run();
      }
    }
  }
}
