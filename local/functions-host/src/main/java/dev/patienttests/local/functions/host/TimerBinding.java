package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.timer.CronSchedule;

/** Reads timer triggers (Azure documentation, "Timer trigger for Azure Functions"). */
final class TimerBinding {

  private TimerBinding() {}

  /** The trigger; a schedule may stand in an app setting, whose name then stands between %. */
  static FunctionTrigger read(StrictJson binding, AppSettings settings) {
    binding.only("type", "direction", "name", "schedule", "runOnStartup", "useMonitor", "dataType");
    binding
        .find("runOnStartup")
        .filter(it -> it.node().asBoolean(true))
        .ifPresent(
            it -> {
              throw it.refusal("must be false: a run at each start is not supported");
            });
    binding
        .find("useMonitor")
        .filter(it -> !it.node().asBoolean(false))
        .ifPresent(
            it -> {
              throw it.refusal("must be true: timers without monitor are not supported");
            });
    StrictJson schedule = binding.member("schedule");
    try {
      return new FunctionTrigger.Timer(CronSchedule.parse(resolved(schedule, settings)));
    } catch (IllegalArgumentException e) {
      throw schedule.refusal("is no schedule that is supported: " + e.getMessage());
    }
  }

  private static String resolved(StrictJson schedule, AppSettings settings) {
    String text = schedule.text().strip();
    if (text.length() < 3 || !text.startsWith("%") || !text.endsWith("%")) {
      return text;
    }
    String name = text.substring(1, text.length() - 1);
    return settings
        .find(name)
        .orElseThrow(
            () -> schedule.refusal("names the app setting " + name + ", which is not set"));
  }
}
