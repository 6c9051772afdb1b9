package dev.patienttests.local.gateway.contract;

import dev.patienttests.local.gateway.GatewayConfig;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.ls.LSResourceResolver;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The XML schemas of the service. They may refer to each other as {@code /schemas/<id>} (Azure
 * documentation, validate-content); nothing else is read. One is compiled when a policy names it.
 */
public final class XmlSchemas {
  /** A service without any. */
  public static final XmlSchemas NONE = of(List.of());

  /** Only what the resolver gives has this scheme: the JDK loads nothing else. */
  private static final String SCHEME = "schemas";

  private static final String PATH = "/schemas/";

  private final Map<String, GatewayConfig.Schema> schemas;

  private XmlSchemas(Map<String, GatewayConfig.Schema> schemas) {
    this.schemas = schemas;
  }

  /** Those among the service's schemas. */
  public static XmlSchemas of(List<GatewayConfig.Schema> all) {
    return new XmlSchemas(
        all.stream()
            .filter(GatewayConfig.Schema::isXml)
            .collect(Collectors.toUnmodifiableMap(GatewayConfig.Schema::id, schema -> schema)));
  }

  /**
   * The schema of that id, compiled anew each time.
   *
   * @throws IllegalArgumentException with its place where it is none
   */
  public Optional<XmlSchema> schema(String id) {
    return Optional.ofNullable(schemas.get(id)).map(this::compiled);
  }

  private XmlSchema compiled(GatewayConfig.Schema given) {
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, SCHEME);
      factory.setResourceResolver(resolver());
      factory.setErrorHandler(new Refusing());
      Schema schema = factory.newSchema(new StreamSource(new StringReader(given.text())));
      return new XmlSchema(schema);
    } catch (SAXParseException e) {
      throw new IllegalArgumentException(
          "%s:%d:%d: is no usable schema: %s"
              .formatted(
                  given.origin(),
                  Math.max(1, e.getLineNumber()),
                  Math.max(1, e.getColumnNumber()),
                  e.getMessage()),
          e);
    } catch (SAXException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          given.origin() + ": is no usable schema: " + e.getMessage(), e);
    }
  }

  private LSResourceResolver resolver() {
    return (type, namespace, publicId, systemId, base) -> {
      String id =
          systemId != null && systemId.startsWith(PATH) ? systemId.substring(PATH.length()) : "";
      GatewayConfig.Schema found = schemas.get(id);
      if (found == null) {
        throw new IllegalArgumentException(
            "it refers to '" + systemId + "', which is none of the service's");
      }
      return new SchemaInput(SCHEME + ":" + id, found.text());
    };
  }

  /** Everything that is wrong with a schema refuses it. */
  private static final class Refusing extends DefaultHandler {
    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
