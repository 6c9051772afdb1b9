package dev.patienttests.local.gateway.contract;

import java.util.Locale;

/** Media types as they are compared. */
public final class MediaTypes {
  private MediaTypes() {}

  /** In small letters, without parameters; empty where there is none. */
  public static String bare(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
