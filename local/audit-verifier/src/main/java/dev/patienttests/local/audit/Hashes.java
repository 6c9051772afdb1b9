package dev.patienttests.local.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** The hashes that hold a trail together. */
final class Hashes {
  /** Stands for the hash before the first record of a chain, and before the first seal. */
  static final String NONE = "0".repeat(64);

  private static final int CHAINS = 64;

  private Hashes() {}

  /** SHA-256 in lower-case hex. */
  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  /** The chain that an event belongs to: 64 chains, by the first byte of its id's hash. */
  static String chainOf(String eventId) {
    return "%02d".formatted(sha256(eventId.getBytes(StandardCharsets.UTF_8))[0] & (CHAINS - 1));
  }

  /** Id of the one event that can close an attempt: a UUID of version 8 made from its id. */
  static String closingEventOf(String attemptId) {
    byte[] hash = sha256(("patienttests/closing/" + attemptId).getBytes(StandardCharsets.UTF_8));
    byte[] id = Arrays.copyOf(hash, 16);
    id[6] = (byte) ((id[6] & 0x0f) | 0x80);
    id[8] = (byte) ((id[8] & 0x3f) | 0x80);
    ByteBuffer buffer = ByteBuffer.wrap(id);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
