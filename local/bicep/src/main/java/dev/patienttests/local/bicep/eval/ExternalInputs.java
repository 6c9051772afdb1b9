package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.List;

/** The calls of {@code externalInput} in a parameter file. */
final class ExternalInputs {
  private ExternalInputs() {}

  /** Their offsets, in the order of the text. */
  static List<Integer> of(FileModel file) {
    List<Integer> found = new ArrayList<>();
    for (Statement statement : file.statements()) {
      if (statement instanceof Statement.ParameterAssignment assignment) {
        collect(assignment.value(), found);
      } else if (statement instanceof Statement.Variable variable) {
        collect(variable.value(), found);
      }
    }
    found.sort(null);
    return found;
  }

  private static void collect(Expr expr, List<Integer> found) {
    if (expr instanceof Expr.Call call && call.name().equals("externalInput")) {
      found.add(call.at());
    }
    Children.of(expr).forEach(child -> collect(child, found));
  }
}
