package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the keys of an index are made of.
 *
 * @param inPartition whether keys begin with the partition key
 * @param paths the values that follow, at least one
 */
record IndexDefinition(boolean inPartition, List<IndexedPath> paths) {

  /**
   * A value inside documents.
   *
   * @param elements whether each element of an array at this path has its own key; only for the one
   *     path of an index
   */
  record IndexedPath(List<String> names, boolean elements, boolean descending) {

    byte[] key(JsonNode value) {
      byte[] key = IndexKey.of(value);
      return descending ? IndexKey.inverted(key) : key;
    }
  }

  IndexDefinition {
    paths = List.copyOf(paths);
  }

  /** The definition as text, by which it is known. */
  String text() {
    return (inPartition ? "partition " : "")
        + paths.stream()
            .map(
                path ->
                    "/"
                        + String.join("/", path.names())
                        + (path.elements() ? "/[]" : "")
                        + (path.descending() ? " desc" : ""))
            .collect(Collectors.joining(", "));
  }

  /** What all keys of one partition, or of all of them, begin with. */
  byte[] prefix(String partitionKey) {
    return inPartition ? IndexKey.text(partitionKey) : new byte[0];
  }

  /** The keys of a document; none for an array that is not there. */
  List<byte[]> keys(String partitionKey, JsonNode document) {
    byte[] prefix = prefix(partitionKey);
    if (paths.get(0).elements()) {
      return elementKeys(prefix, new PropertyPath(paths.get(0).names()).in(document));
    }
    byte[] key = prefix;
    for (IndexedPath path : paths) {
      key = IndexKey.join(key, path.key(new PropertyPath(path.names()).in(document)));
    }
    return List.of(key);
  }

  private static List<byte[]> elementKeys(byte[] prefix, JsonNode array) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    if (array.isArray()) {
      array.forEach(element -> keys.add(IndexKey.join(prefix, IndexKey.of(element))));
    }
    return new ArrayList<>(keys);
  }
}
