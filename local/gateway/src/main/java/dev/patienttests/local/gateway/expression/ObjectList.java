package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes lists of objects that expressions can enumerate and serialise. */
public final class ObjectList {
  private ObjectList() {}

  /** A {@code List<object>}; the members of each object are the map's, in its order. */
  public static Object of(List<? extends Map<String, String>> objects) {
    List<Object> items = new ArrayList<>();
    for (Map<String, String> object : objects) {
      List<String> names = List.copyOf(object.keySet());
      List<CsType> types = names.stream().map(name -> Types.STRING).toList();
      items.add(new CsRecord(CsType.anonymous(names, types), object.values().toArray()));
    }
    return CsList.of(Types.OBJECT, items);
  }
}
