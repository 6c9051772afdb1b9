package dev.patienttests.patient;

import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.FieldError;
import dev.patienttests.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which a client names a request that it may have to repeat.
 *
 * @param text 1 to 128 visible ASCII characters
 */
record IdempotencyKey(String text) {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

  /**
   * The key of a request, if it has one.
   *
   * @throws ProblemException 400 when it is of another form
   */
  static Optional<IdempotencyKey> of(ApiRequest request) {
    return request.header(HEADER).map(IdempotencyKey::read);
  }

  private static IdempotencyKey read(String header) {
    if (!FORM.matcher(header).matches()) {
      throw ProblemException.invalid(
          List.of(new FieldError(HEADER, "must have 1 to 128 visible ASCII characters")));
    }
    return new IdempotencyKey(header);
  }

  /** Not the text, by which a client could repeat another one's request. */
  @Override
  public String toString() {
    return "IdempotencyKey[***]";
  }
}
