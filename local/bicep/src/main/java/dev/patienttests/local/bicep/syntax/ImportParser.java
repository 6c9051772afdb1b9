package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses what one file takes from another. */
final class ImportParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;

  ImportParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** The statement. */
  Statement statement() {
    int at = cursor.take().at();
    if (cursor.peek().kind() == Kind.STRING) {
      throw Fault.unsupported(cursor.here(), "the statement \"import\" of an extension");
    }
    List<Token[]> names = new ArrayList<>();
    Optional<String> all = Optional.empty();
    if (cursor.accept("*")) {
      expectWord("as");
      Token name = cursor.expectName("BCP013", "a name for everything that is imported");
      all = Optional.of(name.text());
      at = name.at();
    } else {
      cursor.expect("{");
      names.addAll(imported());
    }
    expectWord("from");
    int pathAt = cursor.peek().at();
    String path = expressions.literals().plainString("BCP358", "the path of a Bicep file");
    List<Statement.ImportedSymbol> symbols = new ArrayList<>();
    for (Token[] name : names) {
      symbols.add(
          new Statement.ImportedSymbol(
              name[1].at(), nameOf(name[0]), nameOf(name[1]), pathAt, path));
    }
    return new Statement.Import(at, List.copyOf(symbols), all, pathAt, path);
  }

  /** Pairs of a name there and a name here. */
  private List<Token[]> imported() {
    List<Token[]> names = new ArrayList<>();
    cursor.skipNewlines();
    while (!cursor.at("}")) {
      Token original = cursor.peek();
      if (original.kind() != Kind.NAME && original.kind() != Kind.STRING) {
        throw cursor.fault("BCP355", "expected the name of an exported symbol here");
      }
      cursor.take();
      Token name = original;
      if (cursor.peek().isName("as")) {
        cursor.take();
        name = cursor.expectName("BCP013", "the name of the imported symbol");
      } else if (original.kind() == Kind.STRING) {
        throw cursor.fault("BCP357", "a name in quotes needs another name behind \"as\"");
      }
      names.add(new Token[] {original, name});
      cursor.separator("}");
    }
    cursor.expect("}");
    return names;
  }

  private static String nameOf(Token token) {
    return token.kind() == Kind.STRING && token.parts().get(0) instanceof Token.Part.Text text
        ? text.value()
        : token.text();
  }

  private void expectWord(String word) {
    if (!cursor.peek().isName(word)) {
      throw cursor.fault("BCP354", "expected \"" + word + "\" here, not " + cursor.peek().shown());
    }
    cursor.take();
  }
}
