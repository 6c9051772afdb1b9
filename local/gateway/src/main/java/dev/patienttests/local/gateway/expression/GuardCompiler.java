package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.BlockCompiler.Compiled;
import dev.patienttests.local.gateway.expression.Node.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Compiles throw, try, using, lock, checked. */
final class GuardCompiler {
  private final BlockCompiler block;
  private final Binder binder;
  private final Locals locals;

  private record Handler(
      CsType type,
      Locals.Local caught,
      Optional<Locals.Local> name,
      Optional<Eval> filter,
      Eval body) {}

  GuardCompiler(BlockCompiler block) {
    this.block = block;
    this.binder = block.binder();
    this.locals = block.locals();
  }

  Optional<Compiled> compile(Statement statement) {
    if (statement instanceof Statement.Throw thrown) {
      return Optional.of(thrown(thrown));
    }
    if (statement instanceof Statement.Try guarded) {
      return Optional.of(guarded(guarded));
    }
    if (statement instanceof Statement.Using using) {
      return Optional.of(using(using));
    }
    if (statement instanceof Statement.Lock lock) {
      Eval on = binder.bind(lock.on()).eval();
      Compiled body = block.statement(lock.body());
      Eval run = body.eval();
      return Optional.of(
          new Compiled(
              frame -> {
                if (on.eval(frame) == null) {
                  throw DotNetException.argumentNull("obj");
                }
                return run.eval(frame);
              },
              body.completes()));
    }
    if (statement instanceof Statement.CheckedBlock checked) {
      Binder.Overflow next =
          checked.checked() ? Binder.Overflow.CHECKED : Binder.Overflow.UNCHECKED;
      Binder.Overflow before = binder.overflow(next);
      Compiled compiled = block.statement(checked.body());
      binder.overflow(before);
      return Optional.of(compiled);
    }
    return Optional.empty();
  }

  private Compiled thrown(Statement.Throw statement) {
    Eval eval;
    if (statement.exception().isPresent()) {
      Bound value = binder.bindLoose(statement.exception().get());
      Eval exception = binder.convert(statement.at(), value, Types.EXCEPTION).eval();
      eval =
          frame -> {
            throw DotNetException.thrown(exception.eval(frame));
          };
    } else {
      Locals.Local caught =
          locals
              .find("?caught")
              .orElseThrow(() -> new ExpressionException(statement.at(), "nothing is caught here"));
      eval =
          frame -> {
            throw (DotNetException) caught.get(frame);
          };
    }
    locals.unreachable();
    return new Compiled(eval, false);
  }

  private Compiled guarded(Statement.Try statement) {
    BitSet before = locals.snapshot();
    Compiled body = block.statement(statement.body());
    BitSet after = locals.snapshot();
    boolean completes = body.completes();
    List<Handler> handlers = new ArrayList<>();
    for (Statement.Catch handler : statement.catches()) {
      locals.restore(before);
      Compiled compiled = handler(handler, handlers);
      completes |= compiled.completes();
      after.and(locals.snapshot());
    }
    Optional<Compiled> last = Optional.empty();
    if (statement.last().isPresent()) {
      locals.restore(before);
      block.jumps().enterFinally();
      last = statement.last().map(block::statement);
      block.jumps().leave();
      after.or(locals.snapshot());
      completes &= last.get().completes();
    }
    locals.restore(after);
    return new Compiled(code(body.eval(), handlers, last.map(Compiled::eval)), completes);
  }

  private Compiled handler(Statement.Catch handler, List<Handler> handlers) {
    CsType type = handler.type().map(TypeNames::resolve).orElse(Types.EXCEPTION);
    if (!type.derivesFrom(Types.EXCEPTION)) {
      throw new ExpressionException(handler.at(), "'" + type + "' is no exception");
    }
    if (handlers.stream().anyMatch(h -> h.filter().isEmpty() && type.derivesFrom(h.type()))) {
      throw new ExpressionException(handler.at(), "'" + type + "' is caught before");
    }
    locals.enter();
    Locals.Local caught =
        locals.find("?caught").isPresent()
            ? locals.find("?caught").get()
            : locals.declare(handler.at(), "?caught", Types.EXCEPTION);
    locals.assign(caught);
    Optional<Locals.Local> name = handler.name().map(n -> locals.declare(handler.at(), n, type));
    name.ifPresent(locals::assign);
    Eval filter = null;
    if (handler.filter().isPresent()) {
      filter = binder.conditions().bind(handler.filter().get()).merged().eval();
    }
    Compiled body = block.statement(handler.body());
    locals.leave();
    handlers.add(new Handler(type, caught, name, Optional.ofNullable(filter), body.eval()));
    return body;
  }

  private Eval code(Eval body, List<Handler> handlers, Optional<Eval> last) {
    Eval guarded =
        frame -> {
          try {
            return body.eval(frame);
          } catch (DotNetException e) {
            return handle(e, frame, handlers);
          }
        };
    if (last.isEmpty()) {
      return guarded;
    }
    Eval end = last.get();
    return frame -> {
      try {
        return guarded.eval(frame);
      } finally {
        end.eval(frame);
      }
    };
  }

  private static Object handle(DotNetException thrown, Frame frame, List<Handler> handlers) {
    for (Handler handler : handlers) {
      if (thrown.type().derivesFrom(handler.type()) && thrown.isCatchable()) {
        handler.caught().declare(frame, thrown);
        handler.name().ifPresent(n -> n.declare(frame, thrown));
        if (handler.filter().map(f -> (Boolean) f.eval(frame)).orElse(true)) {
          return handler.body().eval(frame);
        }
      }
    }
    throw thrown;
  }

  private Compiled using(Statement.Using statement) {
    locals.enter();
    Statement.Local resource = (Statement.Local) statement.resource();
    Eval open = new DeclarationCompiler(block).local(resource, true);
    Locals.Local local = binder.variable(resource.at(), resource.name());
    boolean disposable =
        local.type().as("IDisposable").isPresent() || local.type().equals(Types.NULL);
    if (!disposable) {
      throw new ExpressionException(statement.at(), "'" + local.type() + "' is not disposable");
    }
    Compiled body = block.statement(statement.body());
    locals.leave();
    Eval run = body.eval();
    return new Compiled(
        frame -> {
          open.eval(frame);
          try {
            return run.eval(frame);
          } finally {
            if (local.get(frame) instanceof Disposable closing) {
              closing.dispose();
            }
          }
        },
        body.completes());
  }

  /** What using closes. */
  interface Disposable {
    void dispose();
  }
}
