package dev.patienttests.local.cosmos.sql;

import java.util.List;

/**
 * A property that results are ordered by.
 *
 * @param names its path; array positions stand in it as text
 */
public record OrderItem(List<String> names, boolean descending) {

  /** The path as indexing policies write it. */
  public String path() {
    return "/" + String.join("/", names);
  }
}
