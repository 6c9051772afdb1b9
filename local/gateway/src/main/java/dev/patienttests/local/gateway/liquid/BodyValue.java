package dev.patienttests.local.gateway.liquid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.gateway.expression.NetValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code body} stands for.
 *
 * @param value a map, list, element or text; null is nil
 */
public record BodyValue(Object value) {

  /** A body that is neither JSON nor XML, or none. */
  public static BodyValue text(String text) {
    return new BodyValue(text);
  }

  /**
   * A JSON body.
   *
   * @param dates whether texts that are dates become dates, as JSON.NET does
   */
  public static BodyValue json(JsonNode whole, boolean dates) {
    return new BodyValue(value(whole, dates));
  }

  /**
   * An XML body.
   *
   * @param nilIsNull whether elements that are {@code xsi:nil} are nil; else they are empty texts
   * @throws LiquidException where it is not well-formed
   */
  public static BodyValue xml(byte[] content, boolean nilIsNull) {
    return new BodyValue(new XmlBody(nilIsNull).read(content));
  }

  private static Object value(JsonNode node, boolean dates) {
    if (node.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      node.properties().forEach(m -> members.put(m.getKey(), value(m.getValue(), dates)));
      return members;
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item, dates)));
      return items;
    }
    if (node.isTextual()) {
      String text = node.asText();
      return dates ? NetValues.jsonDate(text).orElse(text) : text;
    }
    if (node.isNumber()) {
      return node.canConvertToLong() && node.isIntegralNumber()
          ? (Object) node.asLong()
          : node.isIntegralNumber() ? node.asText() : (Object) node.asDouble();
    }
    return node.isBoolean() ? node.asBoolean() : null;
  }
}
