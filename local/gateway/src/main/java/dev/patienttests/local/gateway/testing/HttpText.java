package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests and answers as text, the way editors know {@code .http} files: a first line, headers, an
 * empty line, a body. Lines that begin with {@code #} or {@code //} before the first line are
 * comments; a line that begins with {@code ###} divides a file.
 */
public final class HttpText {
  private static final Pattern REQUEST =
      Pattern.compile("(\\*|[A-Z]+)\\s+(\\S+)(?:\\s+HTTP/[0-9.]+)?\\s*");
  private static final Pattern STATUS =
      Pattern.compile("HTTP/[0-9.]+\\s+([1-9][0-9]{2})(?:\\s.*)?");
  private static final Pattern ABSOLUTE = Pattern.compile("https?://[^/?#]*");

  private HttpText() {}

  /** A text with the place that is read. */
  private static final class Lines {
    private final String origin;
    private final int first;
    private final List<String> lines;
    private int at;

    Lines(String origin, int first, List<String> lines) {
      this.origin = origin;
      this.first = first;
      this.lines = lines;
    }

    boolean more() {
      return at < lines.size();
    }

    String peek() {
      return lines.get(at);
    }

    String next() {
      return lines.get(at++);
    }

    /** Goes to the first line that says something. */
    boolean skipToStart() {
      while (more() && (peek().isBlank() || peek().startsWith("#") || peek().startsWith("//"))) {
        at++;
      }
      return more();
    }

    /** All that is left, without the last end of line. */
    String rest() {
      String text = String.join("\n", lines.subList(at, lines.size()));
      at = lines.size();
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    IllegalArgumentException refused(String reason) {
      return new IllegalArgumentException(origin + ":" + (first + at) + ": " + reason);
    }
  }

  /**
   * One request. Of an absolute URL path and query count.
   *
   * @throws IllegalArgumentException with file and line where the text is none
   */
  public static TestRequest request(String origin, String text) {
    List<Lines> parts = parts(origin, text);
    if (parts.size() != 1) {
      throw new IllegalArgumentException(origin + ": holds " + parts.size() + " requests, not one");
    }
    Lines lines = parts.get(0);
    Matcher start = REQUEST.matcher(lines.peek());
    if (!start.matches()) {
      throw lines.refused("expected a method and a path");
    }
    String target = ABSOLUTE.matcher(start.group(2)).replaceFirst("");
    if (!target.startsWith("/")) {
      throw lines.refused("the path must begin with a slash");
    }
    lines.next();
    TestRequest request = TestRequest.of(start.group(1), target);
    List<String> headers = headers(lines);
    for (int i = 0; i < headers.size(); i += 2) {
      request = request.header(headers.get(i), headers.get(i + 1));
    }
    return request.body(lines.rest());
  }

  /**
   * Stubbed answers: each a request line (method or {@code *}, how the URL begins), an empty line
   * and the answer, which is a status line, headers, an empty line and a body, or one of the words
   * {@code timeout} and {@code unreachable}. Without a request line it answers for the backend.
   *
   * @throws IllegalArgumentException with file and line where the text holds none
   */
  public static List<HttpStub> stubs(String origin, String text) {
    return parts(origin, text).stream().map(HttpText::stub).toList();
  }

  private static HttpStub stub(Lines lines) {
    Optional<String> method = Optional.empty();
    Optional<String> url = Optional.empty();
    Matcher request = REQUEST.matcher(lines.peek());
    if (request.matches()) {
      method = Optional.of(request.group(1)).filter(m -> !m.equals("*"));
      url = Optional.of(request.group(2));
      lines.next();
      if (!lines.skipToStart()) {
        throw lines.refused("the answer is missing");
      }
    }
    return new HttpStub(method, url, answer(lines));
  }

  private static Supplier<Response> answer(Lines lines) {
    String first = lines.peek().strip();
    if (first.equals("timeout") || first.equals("unreachable")) {
      return () -> {
        PolicyFailure none = first.equals("timeout") ? Answers.timeout() : Answers.unreachable();
        throw none;
      };
    }
    Matcher status = STATUS.matcher(first);
    if (!status.matches()) {
      throw lines.refused("expected a status line, timeout or unreachable");
    }
    lines.next();
    String[] headers = headers(lines).toArray(new String[0]);
    String body = lines.rest();
    int code = Integer.parseInt(status.group(1));
    return () -> Answers.of(code, body, headers);
  }

  /** Name, value, name, value and so on, up to the empty line. */
  private static List<String> headers(Lines lines) {
    List<String> headers = new ArrayList<>();
    while (lines.more() && !lines.peek().isBlank()) {
      int colon = lines.peek().indexOf(':');
      if (colon < 1) {
        throw lines.refused("expected a header or an empty line");
      }
      String line = lines.next();
      headers.add(line.substring(0, colon).strip());
      headers.add(line.substring(colon + 1).strip());
    }
    if (lines.more()) {
      lines.next();
    }
    return headers;
  }

  private static List<Lines> parts(String origin, String text) {
    List<Lines> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    int first = 1;
    List<String> all = List.of(text.replace("\r\n", "\n").split("\n", -1));
    for (int i = 0; i <= all.size(); i++) {
      if (i == all.size() || all.get(i).startsWith("###")) {
        Lines lines = new Lines(origin, first, List.copyOf(part));
        if (lines.skipToStart()) {
          parts.add(lines);
        }
        part.clear();
        first = i + 2;
      } else {
        part.add(all.get(i));
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(origin + ": is empty");
    }
    return parts;
  }
}
