package dev.patienttests.local.cosmos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * The {@code _rid} values of databases (4 bytes), containers (8) and documents (16), each beginning
 * with its parent's bytes; clients parse those of containers.
 */
final class ResourceIds {

  private static final int DATABASE_BASE = 0x10000000;
  private static final int CONTAINER_BIT = 0x80000000;

  private ResourceIds() {}

  static String database(long number) {
    byte[] id = new byte[4];
    putDatabase(ByteBuffer.wrap(id), number);
    return encode(id);
  }

  static String container(long databaseNumber, long number) {
    byte[] id = new byte[8];
    putContainer(ByteBuffer.wrap(id), databaseNumber, number);
    return encode(id);
  }

  static String document(long databaseNumber, long containerNumber, long sequence) {
    byte[] id = new byte[16];
    ByteBuffer bytes = ByteBuffer.wrap(id);
    putContainer(bytes, databaseNumber, containerNumber);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(sequence);
    return encode(id);
  }

  private static void putDatabase(ByteBuffer bytes, long number) {
    bytes.putInt(DATABASE_BASE + (int) number);
  }

  private static void putContainer(ByteBuffer bytes, long databaseNumber, long number) {
    putDatabase(bytes, databaseNumber);
    bytes.putInt(CONTAINER_BIT | (int) number);
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes).replace('/', '-');
  }
}
