package dev.patienttests.local.functions.timer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.net.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When a timer ran and is to run again, as the host's schedule monitor keeps it.
 *
 * @param schedule that this was made by; of another one, a status means nothing
 * @param last the occurrence that was run last; absent before the first one
 * @param next the occurrence after it
 * @param updated when this was written
 */
record TimerStatus(
    String schedule, Optional<OffsetDateTime> last, OffsetDateTime next, OffsetDateTime updated) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a status; empty where there is none for this schedule that can be read. */
  static Optional<TimerStatus> read(Path file, CronSchedule schedule) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode node = JSON.readTree(Files.readAllBytes(file));
    if (!node.path("Schedule").asText().equals(schedule.toString())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TimerStatus(
              schedule.toString(),
              node.hasNonNull("Last")
                  ? Optional.of(OffsetDateTime.parse(node.path("Last").asText()))
                  : Optional.empty(),
              OffsetDateTime.parse(node.path("Next").asText()),
              OffsetDateTime.parse(node.path("LastUpdated").asText())));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    PrivateFiles.write(file, JSON.writeValueAsBytes(json().put("Schedule", schedule)));
  }

  private ObjectNode json() {
    ObjectNode node = JSON.createObjectNode();
    last.ifPresentOrElse(it -> node.put("Last", it.toString()), () -> node.putNull("Last"));
    return node.put("Next", next.toString()).put("LastUpdated", updated.toString());
  }

  /** The text that the worker gives to the function's parameter. */
  String timerInfo(boolean pastDue) {
    ObjectNode node = JSON.createObjectNode();
    node.putObject("Schedule").put("AdjustForDST", true);
    node.set("ScheduleStatus", json());
    return node.put("IsPastDue", pastDue).toString();
  }
}
