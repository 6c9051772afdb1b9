package dev.patienttests.patient;

import java.util.Optional;

/**
 * A patient as a client describes it.
 *
 * @param firstName at most 64 characters
 * @param lastName at most 64 characters
 * @param fullName at most 128 characters
 * @param gender {@code male}, {@code female}, {@code other} or {@code unknown}
 * @param dateOfBirth {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param postCode exactly 4 characters
 * @param insuranceNumber number of the health insurance
 * @param preferredContactNumber telephone number
 */
public record NewPatient(
    String firstName,
    Optional<String> lastName,
    Optional<String> fullName,
    String gender,
    String dateOfBirth,
    String postCode,
    Optional<String> insuranceNumber,
    Optional<String> preferredContactNumber) {

  /** Nothing of it: all of this is personal. */
  @Override
  public String toString() {
    return "NewPatient[***]";
  }
}
