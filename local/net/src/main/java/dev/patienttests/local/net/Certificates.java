package dev.patienttests.local.net;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the X.509 certificates of the development CA (RFC 5280), with keys on curve P-256. */
final class Certificates {
  private static final List<String> PERMITTED_DOMAINS =
      List.of(
          "localhost",
          "azurewebsites.net",
          "azure-api.net",
          "vault.azure.net",
          "documents.azure.com",
          "blob.core.windows.net",
          "login.microsoftonline.com",
          "ciamlogin.com",
          // a name that nobody can have (RFC 2606): partners' own providers
          "partner.example");
  private static final byte[] LOOPBACK_RANGE = {127, 0, 0, 0, (byte) 255, 0, 0, 0};
  private static final String LOOPBACK_PATTERN = "127(\\.\\d{1,3}){3}";
  private static final X500Principal CA_NAME =
      new X500Principal("CN=PatientTests development CA, O=PatientTests");
  private static final X500Principal LEAF_NAME = new X500Principal("O=PatientTests local stack");
  private static final Duration CA_LIFETIME = Duration.ofDays(10 * 365);
  private static final Duration LEAF_LIFETIME = Duration.ofDays(365);
  private static final Duration BACKDATED = Duration.ofHours(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private Certificates() {}

  static KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static X509Certificate selfSigned(KeyPair pair, Instant now) throws GeneralSecurityException {
    try {
      X509v3CertificateBuilder builder =
          builder(CA_NAME, CA_NAME, pair.getPublic(), now, CA_LIFETIME);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(Extension.nameConstraints, true, permittedNames());
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return sign(builder, pair.getPrivate());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  static X509Certificate signed(
      PublicKey key,
      SortedSet<String> names,
      X509Certificate issuer,
      PrivateKey issuerKey,
      Instant now)
      throws GeneralSecurityException {
    try {
      X509v3CertificateBuilder builder =
          builder(issuer.getSubjectX500Principal(), LEAF_NAME, key, now, LEAF_LIFETIME);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
      JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key));
      builder.addExtension(
          Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(issuer));
      return sign(builder, issuerKey);
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Whether an authority was made for exactly the names that are permitted now. */
  static boolean permitsWhatIsPermitted(X509Certificate authority) throws IOException {
    byte[] constraints = authority.getExtensionValue(Extension.nameConstraints.getId());
    byte[] wanted =
        new DEROctetString(permittedNames().toASN1Primitive().getEncoded(ASN1Encoding.DER))
            .getEncoded(ASN1Encoding.DER);
    return Arrays.equals(constraints, wanted);
  }

  /** Refuses a name outside the authority's constraints. */
  static void checkPermitted(String name) {
    boolean permitted =
        isAddress(name)
            || PERMITTED_DOMAINS.stream()
                .anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    if (!permitted) {
      throw new IllegalArgumentException(
          "The development CA must not sign for '" + name + "', only for " + PERMITTED_DOMAINS);
    }
  }

  static Set<String> namesOf(X509Certificate certificate) throws GeneralSecurityException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? Set.of()
        : names.stream().map(name -> (String) name.get(1)).collect(Collectors.toSet());
  }

  static byte[] pem(X509Certificate certificate) throws CertificateEncodingException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    String text = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static X509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, PublicKey key, Instant now, Duration lifetime) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM).setBit(126),
        Date.from(now.minus(BACKDATED)),
        Date.from(now.plus(lifetime)),
        subject,
        key);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static NameConstraints permittedNames() {
    GeneralSubtree[] permitted = new GeneralSubtree[PERMITTED_DOMAINS.size() + 1];
    for (int i = 0; i < PERMITTED_DOMAINS.size(); i++) {
      permitted[i] =
          new GeneralSubtree(new GeneralName(GeneralName.dNSName, PERMITTED_DOMAINS.get(i)));
    }
    permitted[permitted.length - 1] =
        new GeneralSubtree(
            new GeneralName(GeneralName.iPAddress, new DEROctetString(LOOPBACK_RANGE)));
    return new NameConstraints(permitted, null);
  }

  private static ASN1Encodable alternativeNames(SortedSet<String> names) {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  private static boolean isAddress(String name) {
    return name.matches(LOOPBACK_PATTERN);
  }
}
