package dev.patienttests.patient;

import java.util.List;

/**
 * A test of a patient as a client describes it.
 *
 * @param performer who did the test
 * @param orderReference by which it was ordered
 * @param observations what was found, at least one
 */
public record NewTest(String performer, String orderReference, List<Observation> observations) {
  /** Copies the list. */
  public NewTest {
    observations = List.copyOf(observations);
  }

  /**
   * One finding.
   *
   * @param id the laboratory's name for it
   * @param code what was looked for, for example a LOINC code
   * @param measurement value and unit
   * @param interpretation for example {@code N} for normal
   * @param issued point in time (RFC 3339), as the client wrote it
   * @param status for example {@code final}
   */
  public record Observation(
      String id,
      String code,
      String measurement,
      String interpretation,
      String issued,
      String status) {
    /** Nothing of it: all of this is personal. */
    @Override
    public String toString() {
      return "Observation[***]";
    }
  }

  /** Nothing of it: all of this is personal. */
  @Override
  public String toString() {
    return "NewTest[***]";
  }
}
