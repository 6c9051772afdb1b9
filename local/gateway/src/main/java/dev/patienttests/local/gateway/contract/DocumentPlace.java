package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a document and where it stands.
 *
 * @param origin the file's name
 * @param root the whole document
 * @param node the node, which may be missing
 */
record DocumentPlace(String origin, JsonNode root, JsonNode node, JsonPointer pointer) {
  private static final int MAX_REFERENCES = 10;

  static DocumentPlace root(String origin, JsonNode root) {
    return new DocumentPlace(origin, root, root, JsonPointer.empty());
  }

  DocumentPlace child(String name) {
    return new DocumentPlace(origin, root, node.path(name), pointer.appendProperty(name));
  }

  List<DocumentPlace> items() {
    List<DocumentPlace> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new DocumentPlace(origin, root, node.path(i), pointer.appendIndex(i)));
    }
    return items;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Its text; empty where it is none. */
  String text() {
    return node.isTextual() ? node.asText() : "";
  }

  /** What it refers to, or itself. */
  DocumentPlace resolved() {
    DocumentPlace at = this;
    for (int i = 0; i <= MAX_REFERENCES; i++) {
      JsonNode reference = at.node.path("$ref");
      if (!reference.isTextual()) {
        return at;
      }
      if (!reference.asText().startsWith("#/")) {
        throw at.refusal("$ref '" + reference.asText() + "' is not one of this document");
      }
      JsonPointer target = JsonPointer.compile(reference.asText().substring(1));
      if (root.at(target).isMissingNode()) {
        throw at.refusal("$ref '" + reference.asText() + "' leads nowhere");
      }
      at = new DocumentPlace(origin, root, root.at(target), target);
    }
    throw refusal("its $ref leads to itself");
  }

  IllegalArgumentException refusal(String detail) {
    return new IllegalArgumentException(origin + ": #" + pointer + ": " + detail);
  }
}
