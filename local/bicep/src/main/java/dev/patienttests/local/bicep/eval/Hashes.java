package dev.patienttests.local.bicep.eval;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** The two functions that make names from other names. */
final class Hashes {
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final UUID NAMESPACE = UUID.fromString("11fb06fb-712d-4ddd-98c7-e71bbd588830");
  private static final int C1 = 0x239b961b;
  private static final int C2 = 0xab0e9789;

  private Hashes() {}

  /** A name-based UUID of version 5 (RFC 9562 §5.5) in the template engine's name space. */
  static String guid(List<String> parts) {
    MessageDigest sha1;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
    ByteBuffer space = ByteBuffer.allocate(16);
    space.putLong(NAMESPACE.getMostSignificantBits());
    space.putLong(NAMESPACE.getLeastSignificantBits());
    sha1.update(space.array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(bytes(parts)));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static byte[] bytes(List<String> parts) {
    return String.join("-", parts).getBytes(StandardCharsets.UTF_8);
  }

  /** Thirteen letters and digits from a 64-bit hash of the MurmurHash3 family. */
  static String uniqueString(List<String> parts) {
    long hash = hash(bytes(parts));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 13; i++) {
      text.append(DIGITS.charAt((int) (hash >>> 59)));
      hash <<= 5;
    }
    return text.toString();
  }

  private static long hash(byte[] data) {
    ByteBuffer words =
        ByteBuffer.allocate((data.length + 7) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN).put(data);
    words.flip().limit(words.capacity());
    int h1 = 0;
    int h2 = 0;
    for (int block = 0; block < data.length / 8; block++) {
      h1 = (Integer.rotateLeft(h1 ^ first(words.getInt()), 19) + h2) * 5 + 0x561ccd1b;
      h2 = (Integer.rotateLeft(h2 ^ second(words.getInt()), 13) + h1) * 5 + 0x0bcaa747;
    }
    // The rest is filled with zeros, which the two mixing functions keep.
    if (data.length % 8 > 0) {
      h1 ^= first(words.getInt());
      h2 ^= second(words.getInt());
    }
    h1 ^= data.length;
    h2 ^= data.length;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    return ((long) h2 << 32) | (h1 & 0xFFFF_FFFFL);
  }

  private static int first(int word) {
    return Integer.rotateLeft(word * C1, 15) * C2;
  }

  private static int second(int word) {
    return Integer.rotateLeft(word * C2, 17) * C1;
  }

  private static int finish(int value) {
    int h = value;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    h ^= h >>> 16;
    return h;
  }
}
