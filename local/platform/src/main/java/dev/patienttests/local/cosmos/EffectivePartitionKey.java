package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The effective partition key of a hierarchical key: for each level the MurmurHash3 (x64, 128 bits)
 * of its value, one after the other, as hexadecimal text. Prefix queries name ranges of it.
 */
final class EffectivePartitionKey {

  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;
  private static final int BLOCK = 16;

  private EffectivePartitionKey() {}

  /** The key of values that are strings; 400 for others, whose form in the hash is not known. */
  static String of(List<JsonNode> values) {
    StringBuilder text = new StringBuilder();
    for (JsonNode value : values) {
      if (!value.isTextual()) {
        throw CosmosException.badRequest(
            "Prefix queries over hierarchical keys are served for strings alone.");
      }
      text.append(hash(tagged(value.textValue())));
    }
    return text.toString();
  }

  private static byte[] tagged(String value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x08);
    bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    bytes.write(0xFF);
    return bytes.toByteArray();
  }

  private static String hash(byte[] data) {
    long h1 = 0;
    long h2 = 0;
    int whole = data.length / BLOCK * BLOCK;
    ByteBuffer blocks = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < whole; i += BLOCK) {
      h1 ^= first(blocks.getLong(i));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= second(blocks.getLong(i + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    byte[] padded = new byte[BLOCK];
    System.arraycopy(data, whole, padded, 0, data.length - whole);
    ByteBuffer tail = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
    h2 ^= second(tail.getLong(8));
    h1 ^= first(tail.getLong(0));
    h1 ^= data.length;
    h2 ^= data.length;
    h1 += h2;
    h2 += h1;
    h1 = mixed(h1);
    h2 = mixed(h2);
    h1 += h2;
    h2 += h1;
    byte[] bytes = ByteBuffer.allocate(BLOCK).putLong(h2).putLong(h1).array();
    bytes[0] &= 0x3F;
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  private static long first(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long second(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long mixed(long value) {
    long h = value;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h;
  }
}
