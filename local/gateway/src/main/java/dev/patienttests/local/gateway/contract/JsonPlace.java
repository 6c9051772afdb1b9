package dev.patienttests.local.gateway.contract;

import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in JSON.
 *
 * @param path names and indexes from the root on
 * @param ofName whether it is the name of the member, not its value
 */
public record JsonPlace(List<Object> path, boolean ofName) {
  /** The whole. */
  public static final JsonPlace ROOT = new JsonPlace(List.of(), false);

  static JsonPlace of(NodePath path) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < path.getNameCount(); i++) {
      elements.add(path.getElement(i));
    }
    return new JsonPlace(List.copyOf(elements), false);
  }

  /** A member of the object that is here. */
  JsonPlace member(Object element) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(element);
    return new JsonPlace(List.copyOf(longer), false);
  }

  /** The name of a member of the object that is here. */
  JsonPlace name(String name) {
    return new JsonPlace(member(name).path(), true);
  }
}
