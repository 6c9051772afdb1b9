package dev.patienttests.patient;

import dev.patienttests.secrets.Secrets;
import java.util.List;

/**
 * The keys of this app.
 *
 * @param search for the hashes of searches in the audit
 * @param continuation for the tokens of next pages
 * @param idempotency for ids and hashes of requests that may be repeated
 */
record AppKeys(AppKey search, AppKey continuation, AppKey idempotency) {
  /**
   * The keys that the settings name. Nothing is contacted yet.
   *
   * @throws dev.patienttests.settings.SettingsException when a setting is missing or invalid
   */
  static AppKeys of(Secrets secrets) {
    return new AppKeys(
        key(secrets, "SEARCH_HMAC_KEY"),
        key(secrets, "CONTINUATION_KEY"),
        key(secrets, "IDEMPOTENCY_KEY"));
  }

  private static AppKey key(Secrets secrets, String setting) {
    return new AppKey(setting, secrets.secret(setting));
  }

  /** Each returns when one key is usable. */
  List<Runnable> checks() {
    return List.of(search::require, continuation::require, idempotency::require);
  }
}
