package dev.patienttests.patient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code If-Match} or {@code If-None-Match} holds (RFC 9110, section 13.1): any version, or
 * these.
 *
 * @param any whether it is {@code *}
 * @param tags entity tags, quotes and a mark of weakness included
 */
record EntityTags(boolean any, List<String> tags) {
  private static final String WEAK = "W/";
  private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\"");

  EntityTags {
    tags = List.copyOf(tags);
  }

  /** Reads a header's value; empty when it is malformed. */
  static Optional<EntityTags> parse(String header) {
    if (header.strip().equals("*")) {
      return Optional.of(new EntityTags(true, List.of()));
    }
    List<String> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(header);
    boolean expected = true;
    for (int at = 0; at < header.length(); ) {
      char c = header.charAt(at);
      if (c == ' ' || c == '\t' || c == ',') {
        expected |= c == ',';
        at++;
      } else if (expected && tag.region(at, header.length()).lookingAt()) {
        tags.add(tag.group());
        at = tag.end();
        expected = false;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new EntityTags(false, tags)).filter(list -> !list.tags().isEmpty());
  }

  /** Strong comparison, for {@code If-Match}: a weak tag equals nothing. */
  boolean matchesStrongly(String etag) {
    return any || (!etag.startsWith(WEAK) && tags.contains(etag));
  }

  /** Weak comparison, for {@code If-None-Match}. */
  boolean matchesWeakly(String etag) {
    return any || tags.stream().anyMatch(tag -> opaque(tag).equals(opaque(etag)));
  }

  private static String opaque(String etag) {
    return etag.startsWith(WEAK) ? etag.substring(WEAK.length()) : etag;
  }
}
