package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** FHIR references: to a resource, or to something that is known by an identifier or a name. */
final class FhirReferences {
  private static final String URIS = "urn:ietf:rfc:3986";

  private FhirReferences() {}

  static ObjectNode to(String type, String id) {
    return node().put("reference", type + "/" + id);
  }

  static ObjectNode named(String display) {
    return node().put("display", display);
  }

  static ObjectNode identified(String id, String display) {
    ObjectNode reference = named(display);
    reference.putObject("identifier").put("value", id);
    return reference;
  }

  static ObjectNode uuid(String uuid, String display) {
    ObjectNode reference = named(display);
    reference.putObject("identifier").put("system", URIS).put("value", "urn:uuid:" + uuid);
    return reference;
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
