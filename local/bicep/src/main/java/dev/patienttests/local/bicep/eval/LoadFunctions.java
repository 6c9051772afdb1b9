package dev.patienttests.local.bicep.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions that read files. What they give has its origin in the file that was read. */
final class LoadFunctions {
  private static final int MAX_TEXT = 131_072;
  private static final int MAX_JSON = 1_048_576;
  private static final int MAX_BASE64 = 98_304;
  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "utf-8", StandardCharsets.UTF_8,
          "us-ascii", StandardCharsets.US_ASCII,
          "iso-8859-1", StandardCharsets.ISO_8859_1,
          "utf-16", StandardCharsets.UTF_16LE,
          "utf-16BE", StandardCharsets.UTF_16BE);

  private final FileEvaluator file;

  LoadFunctions(FileEvaluator file) {
    this.file = file;
  }

  Optional<Value> call(Args args) {
    return switch (args.function()) {
      case "loadTextContent" -> Optional.of(text(args));
      case "loadJsonContent" -> Optional.of(json(args));
      case "loadFileAsBase64" -> Optional.of(base64(args));
      default -> Optional.empty();
    };
  }

  private Path path(Args args) {
    if (args.values().get(0) instanceof Value.Expression) {
      throw new Fault("BCP032", args.site(0), "the path must be known before the deployment");
    }
    return file.project().resolve(file.file().source(), args.text(0), args.site(0));
  }

  private Value.Mark mark(Path path) {
    return Value.Mark.at(new Origin(file.project().shown(path), 1, 1));
  }

  private String read(Args args, Path path, int encodingAt, int limit) {
    String encoding = args.has(encodingAt) ? args.text(encodingAt) : "utf-8";
    Charset charset = CHARSETS.get(encoding);
    if (charset == null) {
      throw args.mismatch(encodingAt, "one of " + CHARSETS.keySet());
    }
    return file.project().text(path, args.site(0), charset, limit);
  }

  private Value text(Args args) {
    Path path = path(args);
    return new Value.Str(read(args, path, 1, MAX_TEXT), mark(path));
  }

  private Value json(Args args) {
    Path path = path(args);
    try {
      Value whole = JsonValues.parse(read(args, path, 2, MAX_JSON), mark(path));
      return args.has(1) && !(args.values().get(1) instanceof Value.Null)
          ? part(args, whole)
          : whole;
    } catch (JsonProcessingException e) {
      Path shown = file.project().shown(path);
      throw new Fault("BCP186", args.site(0), shown + " is no valid JSON");
    }
  }

  private static Value part(Args args, Value whole) {
    List<Value> found =
        JsonPath.find(whole, args.text(1))
            .orElseThrow(
                () ->
                    Fault.unsupported(
                        args.site(1),
                        "the JSON path \""
                            + args.text(1)
                            + "\", but for names,"
                            + " indexes and *,"));
    if (found.isEmpty()) {
      throw new Fault("BCP235", args.site(1), "the JSON path leads to nothing in the file");
    }
    return found.size() == 1 ? found.get(0) : new Value.Arr(found, whole.mark());
  }

  private Value base64(Args args) {
    Path path = path(args);
    byte[] bytes = file.project().bytes(path, args.site(0));
    if (bytes.length > MAX_BASE64) {
      Path shown = file.project().shown(path);
      throw new Fault("BCP184", args.site(0), shown + " has more than " + MAX_BASE64 + " bytes");
    }
    return new Value.Str(Base64.getEncoder().encodeToString(bytes), mark(path));
  }
}
