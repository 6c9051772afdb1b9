package dev.patienttests.local.stack.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** An OpenAPI document as JSON. */
final class OpenApiDocument {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode root;

  private OpenApiDocument(JsonNode root) {
    this.root = root;
  }

  /**
   * One operation.
   *
   * @param path template, as the document has it
   * @param parameters those of the path and its own, resolved
   */
  record Operation(
      String id, String method, String path, JsonNode node, List<JsonNode> parameters) {
    /** Whether it is the form of another one with a slash at the end. */
    boolean isSlashForm() {
      return path.length() > 1 && path.endsWith("/");
    }

    @Override
    public String toString() {
      return id;
    }
  }

  static OpenApiDocument read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Yaml yaml =
          new Yaml(
              new SafeConstructor(new LoaderOptions()),
              new Representer(new DumperOptions()),
              new DumperOptions(),
              new TimesAreText());
      Object tree = yaml.load(reader);
      return new OpenApiDocument(new ObjectMapper().valueToTree(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .forEach(
                        member ->
                            operations.add(
                                operation(
                                    path.getKey(),
                                    path.getValue(),
                                    member.getKey(),
                                    member.getValue()))));
    return operations;
  }

  /** What a node stands for: itself, or what its {@code $ref} names. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(root.at(node.path("$ref").asText().substring(1))) : node;
  }

  private Operation operation(String path, JsonNode item, String method, JsonNode node) {
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(each -> parameters.add(resolve(each)));
    node.path("parameters").forEach(each -> parameters.add(resolve(each)));
    return new Operation(
        node.path("operationId").asText(), method.toUpperCase(Locale.ROOT), path, node, parameters);
  }

  /** YAML's times would become dates; in JSON they are text. */
  private static final class TimesAreText extends Resolver {
    @Override
    public Tag resolve(org.yaml.snakeyaml.nodes.NodeId kind, String value, boolean implicit) {
      Tag tag = super.resolve(kind, value, implicit);
      return tag.equals(Tag.TIMESTAMP) ? Tag.STR : tag;
    }
  }
}
