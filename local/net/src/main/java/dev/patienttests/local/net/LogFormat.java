package dev.patienttests.local.net;

import com.ethlo.time.ITU;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** One line per event: time, level, logger without its package, message. */
final class LogFormat extends Formatter {
  private static final Pattern BREAK = Pattern.compile("\\R");

  @Override
  public String format(LogRecord record) {
    String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    StringBuilder line = new StringBuilder(160);
    line.append(ITU.formatUtcMilli(record.getInstant().atOffset(ZoneOffset.UTC)))
        .append(' ')
        .append(record.getLevel().getName())
        .append(' ')
        .append(logger, logger.lastIndexOf('.') + 1, logger.length())
        .append(": ")
        .append(inOneLine(formatMessage(record)))
        .append('\n');
    if (record.getThrown() != null) {
      StringWriter trace = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(trace));
      line.append(trace);
    }
    return line.toString();
  }

  private static String inOneLine(String message) {
    for (int i = 0; i < message.length(); i++) {
      if (mayBreak(message.charAt(i))) {
        return BREAK.matcher(message).replaceAll(" ");
      }
    }
    return message;
  }

  /** Few messages hold one of these. */
  private static boolean mayBreak(char c) {
    return c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** Makes this the format of everything that the process logs, on standard error. */
  static void install() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LogOutput(new FileOutputStream(FileDescriptor.err), new LogFormat()));
    root.setLevel(Level.INFO);
    JETTY.setLevel(Level.WARNING);
  }

  /** Held here, since the log manager alone would forget the level with the logger. */
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");
}
