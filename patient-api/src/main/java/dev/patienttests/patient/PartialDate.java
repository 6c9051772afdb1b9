package dev.patienttests.patient;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date that may lack its day, or its month and day, as FHIR's {@code date} may.
 *
 * @param first the first day that it may mean
 * @param last the last day that it may mean
 */
record PartialDate(LocalDate first, LocalDate last) {
  private static final Pattern FORM = Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?");

  /** Whether the text has one of the three forms and the calendar has such a date. */
  static boolean isReal(String text) {
    return parse(text).isPresent();
  }

  /** The date, if the text has one of the three forms and the calendar has it. */
  static Optional<PartialDate> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate first =
          LocalDate.of(
              Integer.parseInt(parts.group(1)), part(parts.group(2)), part(parts.group(3)));
      LocalDate last =
          parts.group(2) == null
              ? first.plusYears(1).minusDays(1)
              : parts.group(3) == null ? first.plusMonths(1).minusDays(1) : first;
      return Optional.of(new PartialDate(first, last)).filter(date -> first.getYear() > 0);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int part(String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }
}
