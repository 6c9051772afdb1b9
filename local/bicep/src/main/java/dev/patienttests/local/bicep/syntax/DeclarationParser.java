package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Statement.Decorator;
import dev.patienttests.local.bicep.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses single statements. */
final class DeclarationParser {
  private static final Set<String> REFUSED =
      Set.of("assert", "test", "provider", "extensionConfig");

  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final TypeParser types;

  DeclarationParser(Cursor cursor) {
    this.cursor = cursor;
    this.expressions = new ExpressionParser(cursor, false);
    this.types = new TypeParser(cursor, expressions);
  }

  /** One statement with its decorators. */
  Statement statement(boolean parameterFile) {
    List<Decorator> decorators = decorators();
    Token keyword = cursor.peek();
    if (keyword.kind() != Kind.NAME) {
      throw unrecognised(keyword, decorators, parameterFile);
    }
    if (REFUSED.contains(keyword.text()) && !cursor.peek(1).is("=")) {
      throw Fault.unsupported(cursor.here(), "the statement \"" + keyword.text() + "\"");
    }
    Statement statement =
        parameterFile ? inParameterFile(keyword, decorators) : inFile(keyword, decorators);
    if (!cursor.atEnd() && cursor.peek().kind() != Kind.NEWLINE) {
      throw cursor.fault("BCP019", "expected a line end here, not " + cursor.peek().shown());
    }
    return statement;
  }

  private Fault unrecognised(Token token, List<Decorator> decorators, boolean parameterFile) {
    return decorators.isEmpty()
        ? cursor.fault(
            parameterFile ? "BCP337" : "BCP007", "no statement begins with " + token.shown())
        : cursor.fault("BCP132", "expected a declaration behind the decorator");
  }

  /** The statement, which may be described and nothing else. */
  private Statement undecorated(List<Decorator> decorators, Statement statement) {
    for (Decorator decorator : decorators) {
      if (!decorator.name().equals("description")) {
        Origin site = cursor.file().origin(decorator.start());
        throw new Fault(
            "BCP130", site, "the decorator \"" + decorator.name() + "\" cannot stand here");
      }
    }
    return statement;
  }

  private Statement inFile(Token keyword, List<Decorator> decorators) {
    return switch (keyword.text()) {
      case "targetScope" -> undecorated(decorators, targetScope());
      case "param" -> parameter(decorators);
      case "var" -> variable(decorators);
      case "type" -> typeDeclaration(decorators);
      case "output" -> output(decorators);
      case "resource" -> resource(decorators);
      case "module" -> module(decorators);
      case "metadata" -> undecorated(decorators, metadata());
      case "extension" -> extension(decorators);
      case "func" -> function(decorators);
      case "import" -> undecorated(decorators, new ImportParser(cursor, expressions).statement());
      default -> throw unrecognised(keyword, decorators, false);
    };
  }

  private Statement inParameterFile(Token keyword, List<Decorator> decorators) {
    return switch (keyword.text()) {
      case "using" -> undecorated(decorators, using());
      case "extends" -> undecorated(decorators, extending());
      case "import" -> undecorated(decorators, new ImportParser(cursor, expressions).statement());
      case "type" -> typeDeclaration(decorators);
      case "param" -> assignment(decorators);
      case "var" -> variable(decorators);
      case "resource", "module", "output", "targetScope", "metadata", "extension", "func" ->
          throw cursor.fault(
              "BCP337", "\"" + keyword.text() + "\" cannot stand in a parameter file");
      default -> throw unrecognised(keyword, decorators, true);
    };
  }

  private Statement targetScope() {
    int at = cursor.take().at();
    cursor.expect("=");
    return new Statement.TargetScope(at, expressions.expression());
  }

  private Statement assignment(List<Decorator> decorators) {
    int keyword = cursor.take().at();
    int start = decorators.isEmpty() ? keyword : decorators.get(0).start();
    Token name = cursor.expectName("BCP013", "the name of a parameter");
    cursor.expect("=");
    Expr value = expressions.expression();
    return new Statement.ParameterAssignment(name.at(), start, name.text(), value, decorators);
  }

  private Statement using() {
    int at = cursor.take().at();
    int pathAt = cursor.peek().at();
    if (cursor.peek().isName("none")) {
      cursor.take();
      return new Statement.Using(at, pathAt, Optional.empty());
    }
    String path = expressions.literals().plainString("BCP256", "the path of a Bicep file");
    if (cursor.peek().isName("with")) {
      throw Fault.unsupported(cursor.here(), "\"using … with\"");
    }
    return new Statement.Using(at, pathAt, Optional.of(path));
  }

  private Statement extending() {
    int at = cursor.take().at();
    String path = expressions.literals().plainString("BCP256", "the path of a parameter file");
    return new Statement.Extends(at, path);
  }

  private Statement parameter(List<Decorator> decorators) {
    cursor.take();
    Token name = cursor.expectName("BCP013", "the name of a parameter");
    TypeExpr type = types.type();
    Optional<Expr> value =
        cursor.accept("=") ? Optional.of(expressions.expression()) : Optional.empty();
    return new Statement.Parameter(name.at(), name.text(), type, value, decorators);
  }

  private Statement variable(List<Decorator> decorators) {
    cursor.take();
    Token name = cursor.expectName("BCP015", "the name of a variable");
    Optional<TypeExpr> type = cursor.at("=") ? Optional.empty() : Optional.of(types.type());
    cursor.expect("=");
    Expr value = expressions.expression();
    return new Statement.Variable(name.at(), name.text(), type, value, decorators);
  }

  private Statement typeDeclaration(List<Decorator> decorators) {
    cursor.take();
    Token name = cursor.expectName("BCP325", "the name of a type");
    if (name.text().equals("resource")) {
      throw new Fault(
          "BCP301", cursor.file().origin(name.at()), "the type name \"resource\" is reserved");
    }
    cursor.expect("=");
    return new Statement.TypeDeclaration(name.at(), name.text(), types.type(), decorators);
  }

  private Statement output(List<Decorator> decorators) {
    cursor.take();
    Token name = cursor.expectName("BCP016", "the name of an output");
    TypeExpr type = types.type();
    cursor.expect("=");
    Expr value = expressions.expression();
    return new Statement.Output(name.at(), name.text(), type, value, decorators);
  }

  Statement.ResourceDeclaration nestedResource() {
    List<Decorator> decorators = decorators();
    if (!cursor.peek().isName("resource")) {
      throw cursor.fault("BCP130", "a decorator cannot stand here");
    }
    return resource(decorators);
  }

  private Statement.ResourceDeclaration resource(List<Decorator> decorators) {
    cursor.take();
    Token name = cursor.expectName("BCP017", "the name of a resource");
    int typeAt = cursor.peek().at();
    String type = expressions.literals().plainString("BCP068", "the type of a resource");
    boolean existing = cursor.peek().isName("existing");
    if (existing) {
      cursor.take();
    }
    Expr body = body();
    return new Statement.ResourceDeclaration(
        name.at(), name.text(), typeAt, type, existing, body, decorators);
  }

  private Statement module(List<Decorator> decorators) {
    cursor.take();
    Token name = cursor.expectName("BCP096", "the name of a module");
    int pathAt = cursor.peek().at();
    String path = expressions.literals().plainString("BCP090", "the path of a module");
    Expr body = body();
    return new Statement.ModuleDeclaration(name.at(), name.text(), pathAt, path, body, decorators);
  }

  /** The body of a resource or module; one that is missing is missed where the line ends. */
  private Expr body() {
    cursor.expect("=");
    Origin end = cursor.here();
    boolean lineEnds = cursor.peek().kind() == Kind.NEWLINE;
    cursor.skipNewlines();
    boolean starts = cursor.at("{") || cursor.at("[") || cursor.peek().isName("if");
    if (lineEnds && !starts) {
      throw new Fault("BCP118", end, "expected \"{\", \"[\" or \"if\" here");
    }
    return expressions.literals().declarationBody(true);
  }

  private Statement metadata() {
    cursor.take();
    Token name = cursor.expectName("BCP146", "the name of a metadata item");
    cursor.expect("=");
    return new Statement.Metadata(name.at(), name.text(), expressions.expression());
  }

  private Statement extension(List<Decorator> decorators) {
    Token keyword = cursor.take();
    boolean path = cursor.peek().kind() == Kind.STRING;
    int at = cursor.peek().at();
    String name =
        path
            ? expressions.literals().plainString("BCP202", "the name of an extension")
            : cursor.expectName("BCP202", "the name of an extension").text();
    Optional<Expr> configuration = Optional.empty();
    if (cursor.peek().isName("with")) {
      cursor.take();
      configuration = Optional.of(expressions.expression());
    }
    String alias = path ? "" : name;
    if (cursor.peek().isName("as")) {
      cursor.take();
      alias = cursor.expectName("BCP202", "the alias of the extension").text();
    }
    return new Statement.Extension(
        path ? keyword.at() : at, name, configuration, alias, decorators);
  }

  private Statement function(List<Decorator> decorators) {
    cursor.take();
    Token name = cursor.expectName("BCP244", "the name of a function");
    cursor.expect("(");
    cursor.skipNewlines();
    List<Statement.FunctionParameter> parameters = new ArrayList<>();
    while (!cursor.at(")")) {
      Token parameter = cursor.expectName("BCP015", "the name of a parameter");
      TypeExpr type = types.type();
      parameters.add(new Statement.FunctionParameter(parameter.at(), parameter.text(), type));
      cursor.skipNewlines();
      if (!cursor.accept(",")) {
        break;
      }
      cursor.skipNewlines();
    }
    cursor.expect(")");
    TypeExpr result = types.type();
    cursor.expect("=>");
    expressions.skipLineAfterArrow();
    Expr body = expressions.expression();
    return new Statement.Function(
        name.at(), name.text(), List.copyOf(parameters), result, body, decorators);
  }

  /** The decorators before a declaration. */
  List<Decorator> decorators() {
    List<Decorator> decorators = new ArrayList<>();
    while (cursor.at("@")) {
      int start = cursor.take().at();
      Token name = cursor.expectName("BCP123", "the name of a decorator");
      if (name.text().equals("sys") && cursor.accept(".")) {
        name = cursor.expectName("BCP123", "the name of a decorator");
      }
      int argumentsAt = cursor.peek().at();
      if (!cursor.at("(")) {
        Origin site = cursor.file().origin(name.at());
        throw new Fault("BCP063", site, "a decorator has parentheses, as in @secure()");
      }
      decorators.add(
          new Decorator(start, name.at(), argumentsAt, name.text(), expressions.arguments()));
      if (cursor.peek().kind() != Kind.NEWLINE && !cursor.atEnd()) {
        throw cursor.fault("BCP019", "expected a line end here, not " + cursor.peek().shown());
      }
      cursor.skipNewlines();
    }
    return List.copyOf(decorators);
  }
}
