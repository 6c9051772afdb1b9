package dev.patienttests.local.functions.routing;

import java.util.List;
import java.util.Optional;

/**
 * What an HTTP trigger says of its route.
 *
 * @param name name of the function
 * @param methods methods it answers; absent means every one, an empty list means none
 * @param route its route below the prefix; absent or blank means its name
 */
public record FunctionRoute(String name, Optional<List<String>> methods, Optional<String> route) {

  /** The route below the prefix that this function really has. */
  public String effectiveRoute() {
    return route.filter(text -> !text.isBlank()).orElse(name);
  }
}
