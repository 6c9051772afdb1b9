package dev.patienttests.local.gateway.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How a request waits whose thread may not. A policy that cannot go on parks, with what it waits
 * for; the policies around it keep where they stand, and give the thread back. When the exchange
 * goes on, they find their way by what they kept, and the policy that parked runs again.
 *
 * <p>In a thread that may wait nothing is ever parked.
 */
public final class Parking {
  /** More than policies that are nested as deep as they may be keep. */
  private static final int DEEPEST = 512;

  private int[] places = new int[8];
  private int depth;
  private boolean waits = true;
  private Optional<CompletionStage<Response>> awaited = Optional.empty();

  Parking() {}

  /** Says whether the thread that runs the exchange from now on may wait. */
  public void waits(boolean mayWait) {
    this.waits = mayWait;
  }

  /** Whether a policy that may have to wait must park, until there is a thread that may. */
  public boolean forThread() {
    awaited = Optional.empty();
    return !waits;
  }

  /** The policy goes on when there is an answer; it does not fail but with what policies throw. */
  public void forAnswer(CompletionStage<Response> answer) {
    awaited = Optional.of(answer);
  }

  /** What the exchange waits for: an answer, or else a thread. */
  public Optional<CompletionStage<Response>> awaited() {
    return awaited;
  }

  /** The answer that the policy has parked for, once. */
  public Optional<CompletionStage<Response>> taken() {
    Optional<CompletionStage<Response>> answer = awaited;
    awaited = Optional.empty();
    return answer;
  }

  /** Keeps where one stands that has others in it, after those; not negative. */
  public void keep(int place) {
    if (depth == DEEPEST) {
      throw new IllegalStateException("policies are nested too deep");
    }
    if (depth == places.length) {
      places = Arrays.copyOf(places, 2 * depth);
    }
    places[depth++] = place;
  }

  /** Where one stood that has others in it, before those; or else what is given. */
  public int kept(int anew) {
    return depth == 0 ? anew : places[--depth];
  }
}
