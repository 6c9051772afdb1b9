package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.http.QueryText;
import dev.patienttests.local.functions.keys.HostKeys;
import dev.patienttests.local.functions.routing.RouteEvaluationException;
import dev.patienttests.local.functions.routing.RouteTable;
import dev.patienttests.local.functions.timer.CronSchedule;
import dev.patienttests.local.functions.worker.FunctionMethod;
import dev.patienttests.local.functions.worker.Invocation;
import dev.patienttests.local.functions.worker.JavaWorker;
import dev.patienttests.local.net.RandomIds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The Functions host of one app. It answers in the real host's order: home page, route (404), key
 * (401), disabled function (404), function.
 */
public final class FunctionsHost implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host");
  private static final String HOME =
      "<!DOCTYPE html><html><head><title>Your Functions app is up and running</title></head>"
          + "<body><h1>Your Functions app is up and running</h1></body></html>";

  private final StagedApp app;
  private final AppSettings settings;
  private final Optional<KeyCheck> keyCheck;
  private final RouteTable routes;
  private final JavaWorker worker;
  private final Map<String, Loaded> functions;
  private final Invoker invoker;

  private record Loaded(FunctionDefinition definition, FunctionMethod method) {}

  private FunctionsHost(
      StagedApp app, AppSettings settings, Optional<KeyCheck> keyCheck, JavaWorker worker) {
    this.app = app;
    this.settings = settings;
    this.keyCheck = keyCheck;
    this.worker = worker;
    this.routes =
        RouteTable.of(
            app.host().routePrefix(),
            app.functions().stream()
                .flatMap(each -> each.http().stream())
                .map(FunctionTrigger.Http::route)
                .toList());
    this.functions = load(app, worker, routes);
    this.invoker = new Invoker(app.host().functionTimeout());
    routes.notLoaded().forEach((name, reason) -> LOG.severe(name + " is not loaded: " + reason));
    functions.values().forEach(each -> LOG.info(describe(each.definition())));
  }

  /**
   * Loads a staged app whose keys lie in a directory.
   *
   * @throws RuntimeException with a message that names what is missing or not supported
   */
  public static FunctionsHost start(Path stagedApp, AppSettings settings, HostKeys keys)
      throws IOException {
    Optional<HostKeys> usable = settings.hasStorage() ? Optional.of(keys) : Optional.empty();
    if (usable.isEmpty()) {
      LOG.warning("AzureWebJobsStorage is not set: there are no keys, calls that need one get 401");
    }
    return start(stagedApp, settings, Optional.of(new KeyCheck(usable)));
  }

  /** Loads a staged app as Core Tools does: no key is asked for. */
  public static FunctionsHost startWithoutKeys(Path stagedApp, AppSettings settings)
      throws IOException {
    return start(stagedApp, settings, Optional.empty());
  }

  private static FunctionsHost start(
      Path stagedApp, AppSettings settings, Optional<KeyCheck> keyCheck) throws IOException {
    StagedApp app = StagedApp.read(stagedApp, settings);
    List<Path> scripts =
        app.functions().stream().map(FunctionDefinition::scriptFile).distinct().toList();
    JavaWorker worker = JavaWorker.of(scripts);
    try {
      return new FunctionsHost(app, settings, keyCheck, worker);
    } catch (RuntimeException e) {
      worker.close();
      throw e;
    }
  }

  private static Map<String, Loaded> load(StagedApp app, JavaWorker worker, RouteTable routes) {
    Map<String, Loaded> loaded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (FunctionDefinition each : app.functions()) {
      if (!routes.notLoaded().containsKey(each.name())) {
        FunctionMethod method = worker.load(each.name(), each.entryPoint());
        boolean timed = each.trigger() instanceof FunctionTrigger.Timer;
        if (method.takesTimer() != timed) {
          throw new StagedAppException(
              each.name() + ": function.json and the method have triggers of different kinds");
        }
        loaded.put(each.name(), new Loaded(each, method));
      }
    }
    return loaded;
  }

  /** Names of the functions of a staged app, without loading it. */
  public static List<String> functionNames(Path stagedApp, AppSettings settings) {
    return StagedApp.read(stagedApp, settings).functions().stream()
        .map(FunctionDefinition::name)
        .toList();
  }

  private static String describe(FunctionDefinition function) {
    if (function.trigger() instanceof FunctionTrigger.Timer timer) {
      return function.name() + ": timer " + timer.schedule();
    }
    FunctionTrigger.Http http = function.http().orElseThrow();
    return "%s: %s %s (%s)"
        .formatted(
            function.name(),
            http.route().methods().orElse(List.of("all methods")),
            http.route().effectiveRoute(),
            http.authLevel());
  }

  /** The schedules of the functions that run by the clock; none without a storage account. */
  public Map<String, CronSchedule> schedules() {
    Map<String, CronSchedule> schedules = new TreeMap<>();
    for (Loaded each : functions.values()) {
      if (each.definition().trigger() instanceof FunctionTrigger.Timer timer
          && !isDisabled(each.definition())) {
        schedules.put(each.definition().name(), timer.schedule());
      }
    }
    if (!schedules.isEmpty() && !settings.hasStorage()) {
      LOG.warning("AzureWebJobsStorage is not set: timers do not run");
      return Map.of();
    }
    return schedules;
  }

  /**
   * Runs a function with a timer trigger, and waits for its end.
   *
   * @param timerInfo what its parameter gets
   * @return whether it completed
   */
  public boolean runTimer(String name, String timerInfo) {
    Loaded function = functions.get(name);
    return invoker.run(name, function.method(), Invocation.ofTimer(timerInfo));
  }

  private boolean isDisabled(FunctionDefinition function) {
    return function.disabled() || settings.isDisabled(function.name());
  }

  /** Answers a request; the answer may come on another thread. */
  public void handle(AppRequest request, Consumer<Answer> done) {
    Map<String, String> custom = app.host().customHeaders();
    try {
      route(request, answer -> done.accept(answer.withAbsent(custom)));
    } catch (RouteEvaluationException | IOException e) {
      LOG.log(Level.SEVERE, "Request failed", e);
      done.accept(Answer.empty(500));
    }
  }

  private void route(AppRequest request, Consumer<Answer> done) throws IOException {
    String path = request.target().path();
    Optional<RouteTable.Match> match = routes.match(request.target().method(), path);
    if (match.isEmpty()) {
      boolean home = path.equals("/") && request.target().method().equals("GET");
      done.accept(home ? homePage() : Answer.empty(404));
      return;
    }
    Loaded function = functions.get(match.get().function().name());
    String query = request.target().query();
    String name = function.definition().name();
    AuthLevel level = function.definition().http().orElseThrow().authLevel();
    boolean admitted =
        keyCheck.map(check -> check.admits(name, level, request.headers(), query)).orElse(true);
    if (!admitted) {
      done.accept(Answer.empty(401));
      return;
    }
    if (isDisabled(function.definition())
        && !keyCheck.map(check -> check.isMaster(request.headers(), query)).orElse(true)) {
      done.accept(Answer.empty(404));
      return;
    }
    run(function, match.get(), request, done);
  }

  private Answer homePage() {
    return settings.homepageDisabled()
        ? Answer.empty(204)
        : Answer.text(200, "text/html; charset=utf-8", HOME);
  }

  private void run(
      Loaded function, RouteTable.Match match, AppRequest request, Consumer<Answer> done)
      throws IOException {
    try {
      Optional<String> body = RequestBody.read(request, settings.bodyLimit());
      Map<String, String> query = new HashMap<>(QueryText.parse(request.target().query()));
      query.values().removeIf(String::isEmpty);
      Invocation invocation =
          new Invocation(
              RandomIds.next().toString(),
              request.target().method(),
              AppUri.of(request),
              request.headers().joined(),
              query,
              match.values(),
              body);
      invoker.invoke(function.definition().name(), function.method(), invocation, done);
    } catch (RequestBody.TooLarge e) {
      LOG.warning(function.definition().name() + ": " + e.getMessage());
      done.accept(Answer.empty(500));
    }
  }

  /** Names of the loaded functions in the order in which their routes are tried. */
  public List<String> functions() {
    return new ArrayList<>(routes.order());
  }

  @Override
  public void close() throws IOException {
    invoker.close();
    worker.close();
  }
}
