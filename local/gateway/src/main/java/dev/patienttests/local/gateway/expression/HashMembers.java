package dev.patienttests.local.gateway.expression;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes and keyed hashes. */
final class HashMembers {
  private HashMembers() {}

  /** A hash algorithm; one that was disposed of computes nothing. */
  private static final class Hash implements Typed, GuardCompiler.Disposable {
    private final CsType type;
    private final String name;
    private byte[] key;
    private boolean disposed;

    private Hash(CsType type, String name, byte[] key) {
      this.type = type;
      this.name = name;
      this.key = key;
    }

    @Override
    public CsType type() {
      return type;
    }

    private boolean isKeyed() {
      return type.name().startsWith("HMAC");
    }

    private byte[] compute(byte[] content) {
      if (disposed) {
        throw new DotNetException(
            "System.ObjectDisposedException", "Cannot access a disposed object.");
      }
      try {
        if (!isKeyed()) {
          return MessageDigest.getInstance(name).digest(content);
        }
        Mac mac = Mac.getInstance("Hmac" + name.replace("-", ""));
        // An empty key is allowed in .NET; a key of zeros is the same (RFC 2104).
        mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, mac.getAlgorithm()));
        return mac.doFinal(content);
      } catch (GeneralSecurityException e) {
        throw new DotNetException(
            "System.Security.Cryptography.CryptographicException", "The hash is not available.");
      }
    }

    @Override
    public void dispose() {
      disposed = true;
    }
  }

  static void register(MemberQuery m) {
    for (String text :
        List.of(
            "SHA1 SHA-1 160",
            "SHA256 SHA-256 256",
            "SHA384 SHA-384 384",
            "SHA512 SHA-512 512",
            "MD5 MD5 128")) {
      String name = text.split(" ", -1)[0];
      String java = text.split(" ", -1)[1];
      CsType type = TypeTable.named(name);
      m.add("static " + name + " " + name + ".Create()", a -> new Hash(type, java, new byte[0]));
      m.add(
          "static byte[] " + name + ".HashData(byte[] data)",
          a ->
              CsArray.bytes(
                  new Hash(type, java, new byte[0]).compute(a.at(0, CsArray.class).toBytes())));
      if (!name.equals("MD5")) {
        CsType managed = TypeTable.named(name + "Managed");
        m.add("new " + name + "Managed()", a -> new Hash(managed, java, new byte[0]));
      }
      CsType keyed = TypeTable.named("HMAC" + name);
      m.add(
          "new HMAC" + name + "()",
          a -> new Hash(keyed, java, random(java.matches("SHA-(384|512)") ? 128 : 64)));
      m.add(
          "new HMAC" + name + "(byte[] key)",
          a -> new Hash(keyed, java, a.at(0, CsArray.class).toBytes()));
    }
    m.add(
        "byte[] HashAlgorithm.ComputeHash(byte[] data)",
        a -> CsArray.bytes(a.me(Hash.class).compute(a.at(0, CsArray.class).toBytes())));
    m.add(
        "byte[] HashAlgorithm.ComputeHash(byte[] data, int offset, int count)",
        a ->
            CsArray.bytes(
                a.me(Hash.class)
                    .compute(Encodings.slice(a.at(0, CsArray.class), a.number(1), a.number(2)))));
    m.property(
        "int HashAlgorithm.HashSize",
        a ->
            a.me(Hash.class).name.equals("MD5")
                ? 128
                : a.me(Hash.class).name.equals("SHA-1")
                    ? 160
                    : Integer.parseInt(a.me(Hash.class).name.substring(4)));
    m.add(
        "void HashAlgorithm.Dispose()",
        a -> {
          a.me(Hash.class).dispose();
          return null;
        });
    m.property("byte[] HMAC.Key", a -> CsArray.bytes(a.me(Hash.class).key));
    m.add(
        "void HMAC.set_Key(byte[] key)",
        a -> {
          a.me(Hash.class).key = a.at(0, CsArray.class).toBytes();
          return null;
        });
  }

  private static byte[] random(int length) {
    byte[] octets = new byte[length];
    new SecureRandom().nextBytes(octets);
    return octets;
  }
}
