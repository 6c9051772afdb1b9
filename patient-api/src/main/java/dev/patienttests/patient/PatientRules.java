package dev.patienttests.patient;

import java.util.Set;

/** What the members of a patient must look like. Lengths count Unicode code points. */
final class PatientRules {
  static final int NAME = 64;
  static final int FULL_NAME = 128;
  static final int NUMBER = 128;

  /** For what has a stricter rule of its own. */
  static final int TEXT = 128;

  static final String GENDER_MESSAGE = "must be male, female, other or unknown";
  static final String POST_CODE_MESSAGE = "must have exactly 4 characters";
  static final String DATE_MESSAGE = "must be a real date: YYYY, YYYY-MM or YYYY-MM-DD";

  private static final int POST_CODE = 4;
  private static final Set<String> GENDERS = Set.of("male", "female", "other", "unknown");

  private PatientRules() {}

  static boolean isGender(String text) {
    return GENDERS.contains(text);
  }

  static boolean isPostCode(String text) {
    return text.codePointCount(0, text.length()) == POST_CODE;
  }
}
