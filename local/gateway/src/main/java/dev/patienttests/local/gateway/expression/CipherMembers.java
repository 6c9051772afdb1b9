package dev.patienttests.local.gateway.expression;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES as an object, and the extensions Encrypt and Decrypt. */
final class CipherMembers {
  private static final int BLOCK = 16;
  private static final int LARGEST_KEY = 32;

  private CipherMembers() {}

  /** AES with its settings; those of .NET until others are given. */
  private static final class Aes implements Typed, GuardCompiler.Disposable {
    private final CsType type = TypeTable.named("Aes");
    private byte[] key = random(LARGEST_KEY);
    private byte[] iv = random(BLOCK);
    private Object mode = EnumValue.of(TypeTable.named("CipherMode"), "CBC");
    private Object padding = EnumValue.of(TypeTable.named("PaddingMode"), "PKCS7");

    @Override
    public CsType type() {
      return type;
    }

    @Override
    public void dispose() {
      key = random(LARGEST_KEY);
    }

    private Aes keyed(byte[] other) {
      if (other.length != BLOCK && other.length != 24 && other.length != LARGEST_KEY) {
        throw failed("Specified key is not a valid size for this algorithm.");
      }
      key = other;
      return this;
    }

    private Aes started(byte[] other) {
      if (other.length != BLOCK) {
        throw failed(
            "Specified initialization vector (IV) does not match the block size for this"
                + " algorithm.");
      }
      iv = other;
      return this;
    }

    private CsArray crypt(int direction, byte[] content) {
      String padded = ((EnumValue) padding).is("None") ? "NoPadding" : "PKCS5Padding";
      try {
        Cipher cipher = Cipher.getInstance("AES/" + mode + "/" + padded);
        SecretKeySpec secret = new SecretKeySpec(key, "AES");
        if (((EnumValue) mode).is("ECB")) {
          cipher.init(direction, secret);
        } else {
          cipher.init(direction, secret, new IvParameterSpec(iv));
        }
        return CsArray.bytes(cipher.doFinal(content));
      } catch (GeneralSecurityException e) {
        throw failed("Padding is invalid and cannot be removed.");
      }
    }
  }

  private static byte[] random(int length) {
    byte[] octets = new byte[length];
    new SecureRandom().nextBytes(octets);
    return octets;
  }

  private static DotNetException failed(String message) {
    return new DotNetException("System.Security.Cryptography.CryptographicException", message);
  }

  private static Aes named(Args a) {
    if (!a.text(0).equalsIgnoreCase("Aes") && !a.text(0).startsWith("Rijndael")) {
      throw DotNetException.argument("The algorithm is not supported.");
    }
    return new Aes();
  }

  private static byte[] octets(Args a, int index) {
    return a.at(index, CsArray.class).toBytes();
  }

  private static Object crypt(Args a, Aes algorithm, int direction) {
    return algorithm.crypt(direction, ((CsArray) a.self()).toBytes());
  }

  /** The key or the vector of wrong size is an argument's fault where both are arguments. */
  private static Aes withArguments(Args a, Aes algorithm) {
    try {
      return algorithm.keyed(octets(a, 1)).started(octets(a, 2));
    } catch (DotNetException e) {
      throw DotNetException.argument(
          "The key or the initialization vector has not the size that the algorithm needs.");
    }
  }

  private static Aes copy(Args a) {
    Aes given = a.at(0, Aes.class);
    Aes other = new Aes();
    other.mode = given.mode;
    other.padding = given.padding;
    return other;
  }

  static void extensions(MemberQuery m) {
    if (!m.wants("Encrypt", "Decrypt")) {
      return;
    }
    for (String name : new String[] {"Encrypt", "Decrypt"}) {
      int direction = name.equals("Encrypt") ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
      String on = "ext byte[] Array<byte>." + name;
      m.add(
          on + "(string algorithm, byte[] key, byte[] iv)",
          a -> crypt(a, withArguments(a, named(a)), direction));
      m.add(
          on + "(SymmetricAlgorithm algorithm, byte[] key, byte[] iv)",
          a -> crypt(a, withArguments(a, copy(a)), direction));
      m.add(on + "(SymmetricAlgorithm algorithm)", a -> crypt(a, a.at(0, Aes.class), direction));
    }
  }

  static void register(MemberQuery m) {
    m.add("static SymmetricAlgorithm SymmetricAlgorithm.Create(string name)", CipherMembers::named);
    m.add("static Aes Aes.Create()", a -> new Aes());
    String on = " SymmetricAlgorithm.";
    m.property("int" + on + "BlockSize", a -> BLOCK * 8);
    m.property("int" + on + "KeySize", a -> a.me(Aes.class).key.length * 8);
    m.property("byte[]" + on + "Key", a -> CsArray.bytes(a.me(Aes.class).key));
    m.property("byte[]" + on + "IV", a -> CsArray.bytes(a.me(Aes.class).iv));
    m.property("CipherMode" + on + "Mode", a -> a.me(Aes.class).mode);
    m.property("PaddingMode" + on + "Padding", a -> a.me(Aes.class).padding);
    m.add("void" + on + "Dispose()", a -> done(() -> a.me(Aes.class).dispose()));
    m.add(
        "void" + on + "GenerateKey()", a -> done(() -> a.me(Aes.class).key = random(keyLength(a))));
    m.add("void" + on + "GenerateIV()", a -> done(() -> a.me(Aes.class).iv = random(BLOCK)));
    m.add(
        "void" + on + "set_KeySize(int size)",
        a -> done(() -> a.me(Aes.class).keyed(random(a.number(0) / 8))));
    m.add(
        "void" + on + "set_Key(byte[] key)", a -> done(() -> a.me(Aes.class).keyed(octets(a, 0))));
    m.add(
        "void" + on + "set_IV(byte[] iv)", a -> done(() -> a.me(Aes.class).started(octets(a, 0))));
    m.add(
        "void" + on + "set_Mode(CipherMode mode)", a -> done(() -> a.me(Aes.class).mode = a.at(0)));
    m.add(
        "void" + on + "set_Padding(PaddingMode mode)",
        a -> done(() -> a.me(Aes.class).padding = a.at(0)));
  }

  private static int keyLength(Args a) {
    return a.me(Aes.class).key.length;
  }

  private static Object done(Runnable action) {
    action.run();
    return null;
  }
}
