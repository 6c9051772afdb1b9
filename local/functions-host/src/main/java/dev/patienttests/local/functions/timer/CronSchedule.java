package dev.patienttests.local.functions.timer;

import dev.patienttests.local.functions.timer.CronField.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An NCRONTAB expression of six fields, in UTC (Azure documentation, "Timer trigger for Azure
 * Functions"). A day must be admitted by day and by day of week. Widely used cron libraries read
 * days as an alternative of the two, or know other words, so this is a class of its own.
 */
public final class CronSchedule {

  /** After so many years without an occurrence there is none: February 29th comes earlier. */
  private static final int YEARS = 9;

  private final String text;
  private final Map<Kind, CronField> fields;

  private CronSchedule(String text, Map<Kind, CronField> fields) {
    this.text = text;
    this.fields = fields;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with a message that names what is not valid
   */
  public static CronSchedule parse(String text) {
    String[] parts = text.strip().split("\\s+", -1);
    Kind[] kinds = Kind.values();
    if (parts.length != kinds.length) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' has "
              + parts.length
              + " of six fields: second minute hour day month"
              + " day-of-week");
    }
    Map<Kind, CronField> fields = new EnumMap<>(Kind.class);
    for (int i = 0; i < kinds.length; i++) {
      fields.put(kinds[i], CronField.parse(kinds[i], parts[i]));
    }
    CronSchedule schedule = new CronSchedule(text, Map.copyOf(fields));
    if (schedule.next(OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)).isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' never occurs");
    }
    return schedule;
  }

  private CronField field(Kind kind) {
    return fields.get(kind);
  }

  /** The first occurrence after an instant; empty where there is none for years. */
  public Optional<OffsetDateTime> next(OffsetDateTime after) {
    LocalDateTime start =
        after.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime().withNano(0).plusSeconds(1);
    LocalDate day = start.toLocalDate();
    LocalDate end = day.plusYears(YEARS);
    Optional<LocalDateTime> found = admits(day) ? timeFrom(start) : Optional.empty();
    while (found.isEmpty() && day.isBefore(end)) {
      day = day.plusDays(1);
      found = admits(day) ? timeFrom(day.atStartOfDay()) : Optional.empty();
    }
    return found.map(time -> time.atOffset(ZoneOffset.UTC));
  }

  private boolean admits(LocalDate day) {
    return field(Kind.MONTH).admits(day.getMonthValue())
        && field(Kind.DAY).admits(day.getDayOfMonth())
        && field(Kind.DAY_OF_WEEK).admits(day.getDayOfWeek().getValue() % 7);
  }

  /** The first occurrence of a day at or after a time of it. */
  private Optional<LocalDateTime> timeFrom(LocalDateTime start) {
    for (int h = hour(start.getHour()); h >= 0; h = hour(h + 1)) {
      boolean sameHour = h == start.getHour();
      for (int m = minute(sameHour ? start.getMinute() : 0); m >= 0; m = minute(m + 1)) {
        boolean sameMinute = sameHour && m == start.getMinute();
        int s = field(Kind.SECOND).next(sameMinute ? start.getSecond() : 0);
        if (s >= 0) {
          return Optional.of(start.toLocalDate().atTime(h, m, s));
        }
      }
    }
    return Optional.empty();
  }

  private int hour(int from) {
    return field(Kind.HOUR).next(from);
  }

  private int minute(int from) {
    return field(Kind.MINUTE).next(from);
  }

  @Override
  public String toString() {
    return text;
  }
}
