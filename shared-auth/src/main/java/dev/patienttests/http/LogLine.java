package dev.patienttests.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** One JSON object, written member by member: several are written for each request. */
final class LogLine {
  private static final int USUAL = 400;

  private final StringBuilder text = new StringBuilder(USUAL).append('{');

  LogLine put(String name, String value) {
    name(name).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    text.append('"');
    return this;
  }

  LogLine put(String name, long value) {
    name(name).append(value);
    return this;
  }

  /** A number with one digit behind the point, given as tenths. */
  LogLine putTenths(String name, long tenths) {
    name(name).append(tenths / 10).append('.').append(tenths % 10);
    return this;
  }

  /** Names are constants of this library: letters. */
  private StringBuilder name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    return text.append('"').append(name).append("\":");
  }

  /** The line, which is complete then. */
  String end() {
    return text.append('}').toString();
  }
}
