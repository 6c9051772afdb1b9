package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.util.Map;

/** Functions that put resource ids together. */
final class IdFunctions {
  private IdFunctions() {}

  static void addTo(Map<String, Builtin> all) {
    all.put("resourceId", new Builtin(2, Builtin.MANY, a -> resourceId(a)));
    all.put("subscriptionResourceId", new Builtin(2, Builtin.MANY, a -> subscriptionId(a)));
    all.put("tenantResourceId", new Builtin(2, Builtin.MANY, a -> a.result(provider(a, 0))));
    all.put("managementGroupResourceId", new Builtin(2, Builtin.MANY, a -> managementId(a)));
    all.put("extensionResourceId", new Builtin(3, Builtin.MANY, a -> extensionId(a)));
  }

  /** How many arguments stand before the one with the resource type. */
  static int typePosition(Args args) {
    for (int i = 0; i < args.count(); i++) {
      if (args.values().get(i) instanceof Value.Str text && text.value().contains("/")) {
        return i;
      }
    }
    throw args.fail("no argument is a resource type");
  }

  private static Value resourceId(Args args) {
    if (typePosition(args) != 2) {
      throw new NeedsRuntime();
    }
    return args.result(
        "/subscriptions/" + args.text(0) + "/resourceGroups/" + args.text(1) + provider(args, 2));
  }

  private static Value subscriptionId(Args args) {
    if (typePosition(args) != 1) {
      throw new NeedsRuntime();
    }
    return args.result("/subscriptions/" + args.text(0) + provider(args, 1));
  }

  private static Value managementId(Args args) {
    if (typePosition(args) != 1) {
      throw new NeedsRuntime();
    }
    String group = "/providers/Microsoft.Management/managementGroups/" + args.text(0);
    return args.result(group + provider(args, 1));
  }

  private static Value extensionId(Args args) {
    String scope = args.text(0);
    return args.result((scope.equals("/") ? "" : scope) + provider(args, 1));
  }

  private static String provider(Args args, int typeAt) {
    String[] type = args.text(typeAt).split("/", -1);
    if (args.count() - typeAt != type.length) {
      throw args.fail(
          "the type \"" + args.shown(typeAt) + "\" needs " + (type.length - 1) + " names");
    }
    StringBuilder id = new StringBuilder("/providers/" + type[0]);
    for (int i = 1; i < type.length; i++) {
      id.append('/').append(type[i]).append('/').append(args.text(typeAt + i));
    }
    return id.toString();
  }
}
