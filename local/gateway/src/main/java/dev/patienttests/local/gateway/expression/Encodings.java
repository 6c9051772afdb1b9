package dev.patienttests.local.gateway.expression;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Encodings of text, Base64, hexadecimal. */
final class Encodings {

  /** {@code System.Text.Encoding}. */
  record CsEncoding(Charset charset, String name) implements Typed {
    @Override
    public CsType type() {
      return TypeTable.named("Encoding");
    }

    CsArray bytes(String text) {
      CharsetEncoder encoder =
          charset
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
      return CsArray.bytes(
          charset.equals(StandardCharsets.UTF_8) ? utf8(text) : encode(encoder, text));
    }

    private static byte[] encode(CharsetEncoder encoder, String text) {
      try {
        ByteBuffer buffer = encoder.encode(CharBuffer.wrap(text));
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
      } catch (java.nio.charset.CharacterCodingException e) {
        throw DotNetException.argument("The text cannot be encoded.");
      }
    }

    /** Lone surrogates become U+FFFD. */
    private static byte[] utf8(String text) {
      StringBuilder valid = new StringBuilder(text.length());
      text.codePoints()
          .forEach(c -> valid.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
      return valid.toString().getBytes(StandardCharsets.UTF_8);
    }

    String text(byte[] octets) {
      return new String(octets, charset);
    }
  }

  private static final CsEncoding UTF8 = new CsEncoding(StandardCharsets.UTF_8, "utf-8");
  private static final Map<String, CsEncoding> BY_NAME =
      Map.of(
          "utf-8", UTF8,
          "us-ascii", new CsEncoding(StandardCharsets.US_ASCII, "us-ascii"),
          "iso-8859-1", new CsEncoding(StandardCharsets.ISO_8859_1, "iso-8859-1"),
          "utf-16", new CsEncoding(StandardCharsets.UTF_16LE, "utf-16"),
          "utf-16be", new CsEncoding(StandardCharsets.UTF_16BE, "utf-16BE"),
          "utf-32", new CsEncoding(Charset.forName("UTF-32LE"), "utf-32"));
  private static final Map<Integer, String> BY_PAGE =
      Map.of(
          65001,
          "utf-8",
          20127,
          "us-ascii",
          28591,
          "iso-8859-1",
          1200,
          "utf-16",
          1201,
          "utf-16be",
          12000,
          "utf-32");

  private Encodings() {}

  static CsEncoding named(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    key =
        key.equals("ascii")
            ? "us-ascii"
            : key.equals("latin1") ? "iso-8859-1" : key.equals("utf8") ? "utf-8" : key;
    return Optional.ofNullable(BY_NAME.get(key))
        .orElseThrow(
            () -> DotNetException.argument("'" + name + "' is not a supported encoding name."));
  }

  static CsEncoding page(int page) {
    return Optional.ofNullable(BY_PAGE.get(page))
        .map(BY_NAME::get)
        .orElseThrow(() -> DotNetException.notSupported("No data is available for this encoding."));
  }

  /** Standard Base64; white space between the characters is skipped. */
  static CsArray fromBase64(String text) {
    if (text == null) {
      throw DotNetException.argumentNull("s");
    }
    String compact = text.replaceAll("[ \\t\\r\\n]", "");
    boolean shape = compact.length() % 4 == 0 && compact.matches("[A-Za-z0-9+/]*={0,2}");
    if (!shape) {
      throw DotNetException.format("The input is not a valid Base-64 string.");
    }
    // Bits behind the last octet do not count in .NET, but in Java.
    int padding = compact.endsWith("==") ? 2 : compact.endsWith("=") ? 1 : 0;
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (padding > 0 && compact.length() >= 4) {
      int last = compact.length() - padding - 1;
      int bits = alphabet.indexOf(compact.charAt(last)) & (padding == 2 ? 0x30 : 0x3C);
      compact = compact.substring(0, last) + alphabet.charAt(bits) + "=".repeat(padding);
    }
    return CsArray.bytes(Base64.getDecoder().decode(compact));
  }

  static void register(MemberQuery m) {
    for (String[] name :
        new String[][] {
          {"UTF8", "utf-8"},
          {"ASCII", "us-ascii"},
          {"Unicode", "utf-16"},
          {"BigEndianUnicode", "utf-16be"},
          {"UTF32", "utf-32"},
          {"Latin1", "iso-8859-1"},
          {"Default", "utf-8"}
        }) {
      m.property("static Encoding Encoding." + name[0], a -> named(name[1]));
    }
    m.add("static Encoding Encoding.GetEncoding(string name)", a -> named(a.text(0)));
    m.add("static Encoding Encoding.GetEncoding(int page)", a -> page(a.number(0)));
    m.property("string Encoding.WebName", a -> a.me(CsEncoding.class).name());
    m.add("byte[] Encoding.GetBytes(string s)", a -> a.me(CsEncoding.class).bytes(a.text(0)));
    m.add(
        "byte[] Encoding.GetBytes(char[] c)",
        a -> a.me(CsEncoding.class).bytes(joined(a.at(0, CsArray.class))));
    m.add(
        "int Encoding.GetByteCount(string s)",
        a -> a.me(CsEncoding.class).bytes(a.text(0)).length());
    m.add(
        "string Encoding.GetString(byte[] bytes)",
        a -> a.me(CsEncoding.class).text(a.at(0, CsArray.class).toBytes()));
    m.add(
        "string Encoding.GetString(byte[] bytes, int index, int count)",
        a -> a.me(CsEncoding.class).text(slice(a.at(0, CsArray.class), a.number(1), a.number(2))));
    m.add(
        "char[] Encoding.GetChars(byte[] bytes)",
        a ->
            CsArray.of(
                Types.CHAR,
                a.me(CsEncoding.class)
                    .text(a.at(0, CsArray.class).toBytes())
                    .chars()
                    .mapToObj(c -> (char) c)
                    .toList()));
  }

  private static String joined(CsArray characters) {
    StringBuilder out = new StringBuilder();
    characters.forEach(out::append);
    return out.toString();
  }

  static byte[] slice(CsArray bytes, int index, int count) {
    if (index < 0 || count < 0 || index > bytes.length() - count) {
      throw DotNetException.outOfRange("offset");
    }
    return java.util.Arrays.copyOfRange(bytes.toBytes(), index, index + count);
  }

  static void conversions(MemberQuery m) {
    m.add(
        "static string Convert.ToBase64String(byte[] bytes)",
        a -> Base64.getEncoder().encodeToString(a.at(0, CsArray.class).toBytes()));
    m.add(
        "static string Convert.ToBase64String(byte[] bytes, Base64FormattingOptions options)",
        a ->
            ((EnumValue) a.at(1)).is("None")
                ? Base64.getEncoder().encodeToString(a.at(0, CsArray.class).toBytes())
                : Base64.getMimeEncoder(76, new byte[] {'\r', '\n'})
                    .encodeToString(a.at(0, CsArray.class).toBytes()));
    m.add(
        "static string Convert.ToBase64String(byte[] bytes, int offset, int length)",
        a ->
            Base64.getEncoder()
                .encodeToString(slice(a.at(0, CsArray.class), a.number(1), a.number(2))));
    m.add("static byte[] Convert.FromBase64String(string s)", a -> fromBase64(a.maybe(0)));
    m.add(
        "static string Convert.ToHexString(byte[] bytes)",
        a -> HexFormat.of().withUpperCase().formatHex(a.at(0, CsArray.class).toBytes()));
    m.add(
        "static byte[] Convert.FromHexString(string s)",
        a -> {
          try {
            return CsArray.bytes(HexFormat.of().parseHex(a.text(0)));
          } catch (IllegalArgumentException e) {
            throw DotNetException.format("The input is not a valid hex string.");
          }
        });
  }
}
