package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses a file. After an error it goes on with the next statement. */
public final class Parser {
  private static final Set<String> KEYWORDS =
      Set.of(
          "targetScope",
          "param",
          "var",
          "type",
          "func",
          "resource",
          "module",
          "output",
          "metadata",
          "extension",
          "import",
          "assert",
          "using",
          "extends");
  private static final Set<String> DECLARING =
      Set.of("param", "var", "type", "func", "resource", "module");

  private final SourceFile file;
  private final Findings findings;

  private Parser(SourceFile file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /**
   * The statements of a file.
   *
   * @param parameterFile whether it is a {@code .bicepparam} file
   * @param findings where errors go
   */
  public static List<Statement> parse(SourceFile file, boolean parameterFile, Findings findings) {
    return new Parser(file, findings).statements(parameterFile);
  }

  private List<Statement> statements(boolean parameterFile) {
    List<Token> tokens;
    try {
      tokens = new Lexer(file, findings).tokens();
    } catch (Fault fault) {
      findings.add(fault);
      return List.of();
    }
    Cursor cursor = new Cursor(file, tokens, 0);
    List<Statement> statements = new ArrayList<>();
    cursor.skipNewlines();
    while (!cursor.atEnd()) {
      int before = cursor.position();
      try {
        cursor.resetNesting();
        statements.add(new DeclarationParser(cursor).statement(parameterFile));
      } catch (Fault fault) {
        findings.add(fault);
        broken(cursor, before).ifPresent(statements::add);
        recover(cursor, before);
      }
      cursor.skipNewlines();
    }
    return statements;
  }

  /** What the statement that cannot be read would have declared. */
  private static Optional<Statement> broken(Cursor cursor, int before) {
    for (int i = before; i < cursor.position(); i++) {
      Token keyword = cursor.token(i);
      boolean starts = i == before || cursor.token(i - 1).kind() == Kind.NEWLINE;
      if (starts && keyword.text().equals("using")) {
        return Optional.of(new Statement.Broken(keyword.at(), keyword.text()));
      }
      if (starts && DECLARING.contains(keyword.text())) {
        Token name = cursor.token(i + 1);
        return name.kind() == Kind.NAME
            ? Optional.of(new Statement.Broken(name.at(), name.text()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Moves to the next line that begins, in its first column, like a statement. */
  private static void recover(Cursor cursor, int before) {
    if (cursor.position() == before) {
      cursor.take();
    }
    while (!cursor.atEnd()) {
      Token token = cursor.peek();
      if (token.kind() == Kind.NEWLINE) {
        Token next = cursor.peek(1);
        boolean firstColumn = next.at() == token.end();
        if (firstColumn && (next.is("@") || KEYWORDS.contains(next.text()))) {
          return;
        }
      }
      cursor.take();
    }
  }
}
