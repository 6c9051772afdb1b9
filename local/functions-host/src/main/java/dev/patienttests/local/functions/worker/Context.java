package dev.patienttests.local.functions.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.RpcException;
import com.microsoft.azure.functions.TraceContext;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The context of one invocation; its logger marks lines with function and invocation. */
final class Context implements ExecutionContext {
  private final String function;
  private final Invocation invocation;
  private final Logger logger;

  Context(String function, Invocation invocation) {
    this.function = function;
    this.invocation = invocation;
    this.logger = new InvocationLogger(function, invocation.id());
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return invocation.id();
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public TraceContext getTraceContext() {
    return new Trace(
        invocation.headers().getOrDefault("traceparent", ""),
        invocation.headers().getOrDefault("tracestate", ""));
  }

  @Override
  public RetryContext getRetryContext() {
    return new NoRetry();
  }

  private record Trace(String traceparent, String tracestate) implements TraceContext {
    @Override
    public String getTraceparent() {
      return traceparent;
    }

    @Override
    public String getTracestate() {
      return tracestate;
    }

    @Override
    public Map<String, String> getAttributes() {
      return new HashMap<>();
    }
  }

  private static final class NoRetry implements RetryContext {
    @Override
    public int getRetrycount() {
      return 0;
    }

    @Override
    public int getMaxretrycount() {
      return 0;
    }

    @Override
    public RpcException getException() {
      return null;
    }
  }

  /** Anonymous and of level ALL, as the worker's; lines go to the host's log. */
  private static final class InvocationLogger extends Logger {
    private static final Logger HOST_LOG = Logger.getLogger("function");
    private final String mark;

    InvocationLogger(String function, String invocationId) {
      super(null, null);
      this.mark = function + " " + invocationId + ": ";
      setUseParentHandlers(false);
      setLevel(Level.ALL);
    }

    @Override
    public void log(LogRecord record) {
      if (isLoggable(record.getLevel())) {
        record.setLoggerName(HOST_LOG.getName());
        record.setMessage(mark + record.getMessage());
        HOST_LOG.log(record);
      }
    }
  }
}
