package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.routing.FunctionRoute;
import dev.patienttests.local.functions.timer.CronSchedule;

/** What makes a function run. */
sealed interface FunctionTrigger {

  /** Requests: name, methods and route, and the key that they need. */
  record Http(FunctionRoute route, AuthLevel authLevel) implements FunctionTrigger {}

  /** Times. */
  record Timer(CronSchedule schedule) implements FunctionTrigger {}
}
