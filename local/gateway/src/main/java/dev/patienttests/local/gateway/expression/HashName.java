package dev.patienttests.local.gateway.expression;

/** {@code HashAlgorithmName}. */
record HashName(String name) implements Typed {
  @Override
  public CsType type() {
    return TypeTable.named("HashAlgorithmName");
  }

  static void register(MemberQuery m) {
    for (String name : new String[] {"MD5", "SHA1", "SHA256", "SHA384", "SHA512"}) {
      m.property("static HashAlgorithmName HashAlgorithmName." + name, a -> new HashName(name));
    }
    m.property("string HashAlgorithmName.Name", a -> a.me(HashName.class).name());
  }

  @Override
  public String toString() {
    return name;
  }
}
