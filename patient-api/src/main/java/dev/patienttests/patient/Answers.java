package dev.patienttests.patient;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.ApiResponse;
import java.util.function.Function;

/**
 * Answers about patients and tests. {@code Location} is the path for a direct caller of this app;
 * the gateway puts its own public path, without {@code /api}, in its place.
 */
final class Answers {
  private static final String ETAG = "ETag";
  private static final String LOCATION = "Location";
  private static final String PATH = "/api/patient/";

  private Answers() {}

  /** 201, also for a repeat. */
  static ApiResponse created(Stored<Patient> created) {
    return answer(201, created, PatientJson::answer)
        .withHeader(LOCATION, PATH + created.value().id());
  }

  /** 201, also for a repeat. */
  static ApiResponse createdTest(Stored<MedicalTest> created) {
    return answer(201, created, TestJson::answer)
        .withHeader(
            LOCATION, PATH + created.value().patientId() + "/tests/" + created.value().id());
  }

  /**
   * 200, or 304 when {@code If-None-Match} names this version; a malformed one counts as absent.
   */
  static ApiResponse loaded(Stored<Patient> loaded, ApiRequest request) {
    boolean known =
        request
            .header("If-None-Match")
            .flatMap(EntityTags::parse)
            .filter(tags -> tags.matchesWeakly(loaded.etag()))
            .isPresent();
    return known
        ? ApiResponse.empty(304).withHeader(ETAG, loaded.etag())
        : answer(200, loaded, PatientJson::answer);
  }

  /** 200. */
  static ApiResponse updated(Stored<Patient> updated) {
    return answer(200, updated, PatientJson::answer);
  }

  /** 200. */
  static ApiResponse loadedTest(Stored<MedicalTest> loaded) {
    return answer(200, loaded, TestJson::answer);
  }

  /** 200: always an array, with {@code x-continuation} when there is more. */
  static <T> ApiResponse page(Page<T> page, Function<T, ObjectNode> json) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    page.items().forEach(stored -> array.add(json.apply(stored.value())));
    ApiResponse answer = ApiResponse.json(200, array);
    return page.next().map(token -> answer.withHeader(Continuations.HEADER, token)).orElse(answer);
  }

  private static <T> ApiResponse answer(
      int status, Stored<T> stored, Function<T, ObjectNode> json) {
    return ApiResponse.json(status, json.apply(stored.value())).withHeader(ETAG, stored.etag());
  }
}
