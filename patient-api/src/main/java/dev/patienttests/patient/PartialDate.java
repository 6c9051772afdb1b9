package dev.patienttests.patient;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date that may lack its day, or its month and day, as FHIR's {@code date} may. */
final class PartialDate {
  private static final Pattern FORM = Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?");

  private PartialDate() {}

  /** Whether the text has one of the three forms and the calendar has such a date. */
  static boolean isReal(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    try {
      LocalDate.of(year(parts), part(parts.group(2)), part(parts.group(3)));
      return year(parts) > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int year(Matcher parts) {
    return Integer.parseInt(parts.group(1));
  }

  private static int part(String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }
}
