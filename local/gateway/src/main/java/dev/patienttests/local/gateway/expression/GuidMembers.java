package dev.patienttests.local.gateway.expression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;

/** Members of Guid. */
final class GuidMembers {
  private GuidMembers() {}

  static void register(MemberQuery m) {
    if (m.wantsStatic()) {
      statics(m);
    }
    if (m.wantsInstance()) {
      others(m);
    }
  }

  private static void statics(MemberQuery m) {
    m.property("static Guid Guid.Empty", a -> new UUID(0, 0));
    m.add("static Guid Guid.NewGuid()", a -> UUID.randomUUID());
    m.add("new Guid(string text)", a -> parse(a.text(0)));
    m.add("new Guid(byte[] octets)", a -> of(a.at(0, CsArray.class)));
    m.add("static Guid Guid.Parse(string text)", a -> parse(a.text(0)));
    m.add(
        "static bool Guid.TryParse(string text, out Guid result)",
        a -> attempt(a, Texts.parseGuid(a.maybe(0)), 1));
    m.add(
        "static Guid Guid.ParseExact(string text, string format)",
        a -> exact(a).orElseThrow(DotNetException::format));
    m.add(
        "static bool Guid.TryParseExact(string text, string format, out Guid result)",
        a -> attempt(a, exact(a), 2));
  }

  private static void others(MemberQuery m) {
    m.add("string Guid.ToString(string format)", a -> Formats.format(a.self(), a.maybe(0)));
    m.add("byte[] Guid.ToByteArray()", a -> CsArray.bytes(octets((UUID) a.self())));
    m.add(
        "int Guid.CompareTo(Guid other)",
        a ->
            CsComparer.DEFAULT.compare(a.self(), a.at(0)) < 0
                ? -1
                : a.self().equals(a.at(0)) ? 0 : 1);
    m.add("bool Guid.Equals(Guid other)", a -> a.self().equals(a.at(0)));
  }

  private static UUID parse(String text) {
    return Texts.parseGuid(text)
        .orElseThrow(() -> DotNetException.format("Unrecognized Guid format."));
  }

  private static Object attempt(Args a, Optional<UUID> found, int out) {
    a.values()[out] = found.orElse(new UUID(0, 0));
    return found.isPresent();
  }

  private static Optional<UUID> exact(Args a) {
    String text = a.text(0).strip();
    return Texts.parseGuid(text)
        .filter(guid -> Formats.format(guid, a.text(1)).equalsIgnoreCase(text));
  }

  /** The first three groups have their bytes reversed. */
  private static byte[] octets(UUID guid) {
    ByteBuffer buffer = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    long most = guid.getMostSignificantBits();
    buffer.putInt((int) (most >> 32)).putShort((short) (most >> 16)).putShort((short) most);
    return buffer.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits()).array();
  }

  private static UUID of(CsArray octets) {
    if (octets.length() != 16) {
      throw DotNetException.argument("Byte array for Guid must be exactly 16 bytes long.");
    }
    ByteBuffer buffer = ByteBuffer.wrap(octets.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    long most =
        (long) buffer.getInt() << 32
            | (buffer.getShort() & 0xFFFFL) << 16
            | (buffer.getShort() & 0xFFFFL);
    return new UUID(most, buffer.order(ByteOrder.BIG_ENDIAN).getLong());
  }
}
