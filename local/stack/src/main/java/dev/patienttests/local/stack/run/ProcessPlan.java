package dev.patienttests.local.stack.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one process of the stack is started.
 *
 * @param name as {@code status} and {@code stop} know it
 * @param command executable and arguments
 * @param environment the whole environment: nothing of the developer's shell leaks in
 * @param log file that takes its output
 */
public record ProcessPlan(
    String name, List<String> command, Map<String, String> environment, Path log) {}
