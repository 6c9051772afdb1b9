package dev.patienttests.local.bicep.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Functions that turn a value into another form. */
final class ConversionFunctions {
  private static final String DATA_URI = "data:text/plain;charset=utf-8;base64,";

  private ConversionFunctions() {}

  static void addTo(Map<String, Builtin> all) {
    all.put("string", new Builtin(1, 1, a -> StringFunctions.same(a, Texts.plain(a.known(0)))));
    all.put("int", new Builtin(1, 1, ConversionFunctions::integer));
    all.put("bool", new Builtin(1, 1, ConversionFunctions::bool));
    all.put("array", new Builtin(1, 1, ConversionFunctions::array));
    all.put("any", new Builtin(1, 1, a -> a.values().get(0)));
    all.put("json", new Builtin(1, 1, a -> json(a, a.text(0))));
    all.put("base64", new Builtin(1, 1, a -> StringFunctions.same(a, encode(a.text(0)))));
    all.put("base64ToString", new Builtin(1, 1, a -> StringFunctions.same(a, decode(a))));
    all.put("base64ToJson", new Builtin(1, 1, a -> json(a, decode(a))));
    all.put("dataUri", new Builtin(1, 1, ConversionFunctions::dataUri));
    all.put("dataUriToString", new Builtin(1, 1, ConversionFunctions::dataUriToString));
    all.put("uri", new Builtin(2, 2, ConversionFunctions::uri));
    all.put("uriComponent", new Builtin(1, 1, ConversionFunctions::uriComponent));
    all.put("uriComponentToString", new Builtin(1, 1, ConversionFunctions::fromUriComponent));
    all.put("fail", new Builtin(1, 1, ConversionFunctions::fail));
  }

  private static Value integer(Args args) {
    if (args.known(0) instanceof Value.Int number) {
      return number;
    }
    try {
      return args.result(Long.parseLong(args.text(0).strip())).with(args.markOfFirst());
    } catch (NumberFormatException e) {
      throw args.fail("the text is no integer of 64 bits");
    }
  }

  private static Value bool(Args args) {
    Value value = args.known(0);
    if (value instanceof Value.Bool) {
      return value;
    }
    String text = value instanceof Value.Int number ? "" + number.value() : args.text(0);
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      return args.result(true);
    } else if (text.equalsIgnoreCase("false") || text.equals("0")) {
      return args.result(false);
    }
    throw args.fail("the text is neither true nor false");
  }

  private static Value array(Args args) {
    return args.known(0) instanceof Value.Arr array ? array : args.result(List.of(args.known(0)));
  }

  private static Value json(Args args, String text) {
    try {
      return JsonValues.parse(text, args.markOfFirst());
    } catch (JsonProcessingException e) {
      throw new Fault("BCP186", args.site(), "the text is no valid JSON");
    }
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(Args args) {
    return decode(args, args.text(0));
  }

  private static String decode(Args args, String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw args.fail("the text is not valid Base64");
    }
  }

  private static Value dataUri(Args args) {
    return args.result(DATA_URI + encode(Texts.plain(args.known(0))));
  }

  private static Value dataUriToString(Args args) {
    String uri = args.text(0);
    int comma = uri.indexOf(',');
    if (!uri.startsWith("data:") || comma < 0) {
      throw args.fail("the text is no data URI");
    }
    String data = uri.substring(comma + 1);
    boolean base64 = uri.substring(0, comma).endsWith(";base64");
    return args.result(base64 ? decode(args, data) : unescape(args, data));
  }

  private static Value uri(Args args) {
    try {
      return args.result(UriReference.resolve(args.text(0), args.text(1)));
    } catch (URISyntaxException e) {
      throw args.fail("the first text is no absolute URI, or the second no URI");
    }
  }

  private static Value uriComponent(Args args) {
    StringBuilder text = new StringBuilder();
    for (byte b : args.text(0).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean kept =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      if (kept) {
        text.append(c);
      } else {
        text.append('%').append(String.format("%02X", (int) c));
      }
    }
    return args.result(text.toString());
  }

  private static Value fromUriComponent(Args args) {
    return args.result(unescape(args, args.text(0)));
  }

  private static String unescape(Args args, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw args.fail("the text has a malformed escape");
    }
  }

  private static Value fail(Args args) {
    throw Fault.evaluation(args.site(), args.shown(0));
  }
}
