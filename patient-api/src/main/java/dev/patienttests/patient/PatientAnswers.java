package dev.patienttests.patient;

import dev.patienttests.http.ApiResponse;

/** Answers about a patient. */
final class PatientAnswers {
  private PatientAnswers() {}

  /**
   * 201. {@code Location} is the path for a direct caller of this app; the gateway puts its own
   * public path, {@code /patient/{id}}, in its place.
   */
  static ApiResponse created(Patient.Stored created) {
    return answer(201, created).withHeader("Location", "/api/patient/" + created.patient().id());
  }

  /** 200. */
  static ApiResponse loaded(Patient.Stored loaded) {
    return answer(200, loaded);
  }

  private static ApiResponse answer(int status, Patient.Stored stored) {
    return ApiResponse.json(status, PatientJson.write(stored.patient()))
        .withHeader("ETag", stored.etag());
  }
}
