package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Infers what members and items are. */
final class InferredAccess {
  private final Inference inference;

  InferredAccess(Inference inference) {
    this.inference = inference;
  }

  Inferred member(Expr.Member member, Map<String, Inferred> locals) {
    if (member.base() instanceof Expr.Name name
        && !locals.containsKey(name.name())
        && inference.file().symbol(name.name()).orElse(null) instanceof Statement.Import all) {
      Imports imports = inference.project().imports();
      return inference.silently(
          () ->
              inference.imported(
                  imports.member(inference.file(), all, member.name(), member.at())));
    }
    Inferred base = inference.of(member.base(), locals);
    if (isLoop(member.base(), locals)) {
      // That an index is missing is reported where values are.
      return InferredKinds.ANY;
    }
    return property(base, member.name(), member.safe(), member.at());
  }

  private boolean isLoop(Expr base, Map<String, Inferred> locals) {
    if (!(base instanceof Expr.Name name) || locals.containsKey(name.name())) {
      return false;
    }
    Statement symbol = inference.file().symbol(name.name()).orElse(null);
    return (symbol instanceof Statement.ResourceDeclaration resource
            && resource.value() instanceof Expr.For)
        || (symbol instanceof Statement.ModuleDeclaration module
            && module.value() instanceof Expr.For);
  }

  private Inferred property(Inferred base, String name, boolean safe, int at) {
    if (base instanceof Inferred.OneOf several) {
      List<Inferred> known = several.choices();
      boolean one = known.size() == 2 && known.contains(InferredKinds.NULL);
      return one ? property(base.withoutNull(), name, safe, at) : InferredKinds.ANY;
    } else if (base instanceof Inferred.Any || base instanceof Inferred.Null) {
      return InferredKinds.ANY;
    } else if (!(base instanceof Inferred.Fields fields)) {
      inference.error("BCP055", at, base.shown() + " has no properties");
      return InferredKinds.ANY;
    } else {
      return ofFields(fields, name, safe, at);
    }
  }

  private Inferred ofFields(Inferred.Fields fields, String name, boolean safe, int at) {
    Inferred found = fields.members().get(name);
    if (found != null) {
      return found;
    } else if (fields.others().isPresent() || safe) {
      return fields.others().orElse(InferredKinds.ANY);
    }
    Optional<String> near = Suggestions.nearest(name, fields.members().keySet());
    String code = near.isPresent() ? "BCP083" : fields.members().isEmpty() ? "BCP052" : "BCP053";
    String hint = near.map(other -> "; did you mean \"" + other + "\"?").orElse("");
    inference.error(code, at, "the object has no property \"" + name + "\"" + hint);
    return InferredKinds.ANY;
  }

  Inferred index(Expr.Index index, Map<String, Inferred> locals) {
    Inferred base = inference.of(index.base(), locals).withoutNull();
    Inferred key = inference.of(index.index(), locals);
    int at = index.index().start();
    if (base instanceof Inferred.Items items) {
      if (!index.fromEnd() && !key.fits(InferredKinds.NUMBER)) {
        inference.error("BCP074", at, "an item is found by an integer, not by " + key.shown());
        return InferredKinds.ANY;
      }
      return itemAt(items, key, index);
    } else if (base instanceof Inferred.Fields fields && !index.fromEnd()) {
      if (!key.fits(InferredKinds.TEXT)) {
        inference.error("BCP075", at, "a property is found by a string, not by " + key.shown());
      } else if (key instanceof Inferred.Text text && text.literal().isPresent()) {
        return ofFields(fields, text.literal().get(), index.safe(), at);
      }
    } else if (base instanceof Inferred.Any) {
      if (!key.fits(InferredKinds.TEXT) && !key.fits(InferredKinds.NUMBER) && !isEither(key)) {
        inference.error("BCP049", at, "an index is a string or an integer, not " + key.shown());
      }
    } else if (!(base instanceof Inferred.OneOf) && !index.fromEnd()) {
      String message = "\"[…]\" needs an array or an object, not " + base.shown();
      inference.error("BCP076", index.base().start(), message);
    }
    return InferredKinds.ANY;
  }

  private static boolean isEither(Inferred key) {
    return key.fits(InferredKinds.oneOf(List.of(InferredKinds.TEXT, InferredKinds.NUMBER)));
  }

  private Inferred itemAt(Inferred.Items items, Inferred key, Expr.Index index) {
    boolean known =
        key instanceof Inferred.Whole number
            && number.literal().isPresent()
            && items.tuple().isPresent()
            && !index.fromEnd();
    if (!known) {
      return items.item();
    }
    long at = ((Inferred.Whole) key).literal().orElseThrow();
    List<Inferred> all = items.tuple().orElseThrow();
    if (at >= 0 && at < all.size()) {
      return all.get((int) at);
    } else if (!index.safe()) {
      inference.error("BCP311", index.index().start(), "there is no item " + at);
    }
    return InferredKinds.ANY;
  }

  /** What the items of an array are. */
  Inferred item(Inferred array) {
    return array.withoutNull() instanceof Inferred.Items items ? items.item() : InferredKinds.ANY;
  }

  /** What a resource is: its properties are not known, as there is no library of types. */
  Inferred resource(Statement.ResourceDeclaration resource) {
    Inferred text =
        resource.type().startsWith("Microsoft.") ? InferredKinds.TEXT : InferredKinds.ANY;
    Map<String, Inferred> members = new HashMap<>();
    List.of("id", "name", "type", "apiVersion").forEach(name -> members.put(name, text));
    return new Inferred.Fields(members, Optional.of(InferredKinds.ANY));
  }

  /** What a module is, as its file declares it. */
  Inferred module(Statement.ModuleDeclaration module) {
    FileModel model = moduleFile(module);
    Map<String, Inferred> outputs = new HashMap<>();
    for (Statement.Output output : model.outputs().values()) {
      Type type = new Type(output.type(), model, output.decorators());
      outputs.put(output.name(), inference.project().declaredTypes().of(type));
    }
    Map<String, Inferred> members = new HashMap<>();
    members.put("name", InferredKinds.TEXT);
    members.put("outputs", new Inferred.Fields(outputs, Optional.empty()));
    return new Inferred.Fields(members, Optional.empty());
  }

  /** The file of a module; a fault where it cannot be read. */
  FileModel moduleFile(Statement.ModuleDeclaration module) {
    FileModel file = inference.file();
    Path path =
        inference.project().resolve(file.source(), module.path(), file.origin(module.pathAt()));
    return inference.project().file(path, file.origin(module.pathAt()));
  }
}
