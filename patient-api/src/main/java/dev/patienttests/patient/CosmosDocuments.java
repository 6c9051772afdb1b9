package dev.patienttests.patient;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.cosmos.UnknownOutcomeException;
import dev.patienttests.http.UnavailableException;
import java.util.List;
import java.util.Optional;

/**
 * Documents in a Cosmos DB container. What became of a write that the account does not tell is
 * looked up: the document carries the attempt that wrote it.
 *
 * @param <T> what they are
 */
final class CosmosDocuments<T> implements Documents<T> {
  private final CosmosConnection connection;
  private final DocumentFormat<T> format;

  CosmosDocuments(CosmosConnection connection, DocumentFormat<T> format) {
    this.connection = connection;
    this.format = format;
  }

  @Override
  public Creation<T> create(Draft<T> draft, Attempt attempt) {
    ObjectNode document = write(draft);
    DocumentKey key = format.key(draft.value());
    try {
      CosmosItemResponse<ObjectNode> created =
          connection.call(
              container -> {
                attempt.requireFresh();
                return container.createItem(
                    document, new PartitionKey(key.partition()), new CosmosItemRequestOptions());
              });
      return new Creation.Created<>(draft.as(created.getETag()));
    } catch (UnknownOutcomeException e) {
      return afterConflict(key, attempt, e);
    } catch (CosmosException e) {
      if (e.getStatusCode() == 409) {
        return afterConflict(key, attempt, CosmosConnection.unexpected(e));
      }
      throw CosmosConnection.unexpected(e);
    }
  }

  /** A document of this very attempt was stored by an earlier try of the call. */
  private Creation<T> afterConflict(
      DocumentKey key, Attempt attempt, UnavailableException failure) {
    Stored<T> found =
        look(key, failure).orElseThrow(() -> new UnknownWriteException(key.id(), failure));
    return found.proof().has(attempt) ? new Creation.Created<>(found) : new Creation.Taken<>(found);
  }

  @Override
  public Optional<Stored<T>> replace(Draft<T> draft, String etag, Attempt attempt) {
    ObjectNode document = write(draft);
    DocumentKey key = format.key(draft.value());
    try {
      CosmosItemResponse<ObjectNode> replaced =
          connection.call(
              container -> {
                attempt.requireFresh();
                return container.replaceItem(
                    document,
                    key.id(),
                    new PartitionKey(key.partition()),
                    new CosmosItemRequestOptions().setIfMatchETag(etag));
              });
      return Optional.of(draft.as(replaced.getETag()));
    } catch (UnknownOutcomeException e) {
      return Optional.of(
          look(key, e)
              .filter(found -> found.proof().has(attempt))
              .orElseThrow(() -> new UnknownWriteException(key.id(), e)));
    } catch (CosmosException e) {
      if (e.getStatusCode() == 412 || e.getStatusCode() == 404) {
        return look(key, CosmosConnection.unexpected(e))
            .filter(found -> found.proof().has(attempt));
      }
      throw CosmosConnection.unexpected(e);
    }
  }

  /** Finds out what became of a write. */
  private Optional<Stored<T>> look(DocumentKey key, UnavailableException failure) {
    try {
      return find(key);
    } catch (UnavailableException unreadable) {
      failure.addSuppressed(unreadable);
      throw new UnknownWriteException(key.id(), failure);
    }
  }

  @Override
  public Optional<Stored<T>> find(DocumentKey key) {
    try {
      CosmosItemResponse<ObjectNode> read =
          connection.call(
              container ->
                  container.readItem(
                      key.id(), new PartitionKey(key.partition()), ObjectNode.class));
      return Optional.of(stored(read.getItem(), read.getETag()));
    } catch (CosmosException e) {
      if (e.getStatusCode() == 404) {
        return Optional.empty();
      }
      throw CosmosConnection.unexpected(e);
    }
  }

  @Override
  public List<Stored<T>> query(StoreQuery query) {
    SqlQuerySpec spec =
        new SqlQuerySpec(
            query.text(),
            query.parameters().entrySet().stream()
                .map(each -> new SqlParameter(each.getKey(), each.getValue()))
                .toList());
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    query.partition().ifPresent(value -> options.setPartitionKey(new PartitionKey(value)));
    try {
      return connection.call(
          container ->
              container.queryItems(spec, options, ObjectNode.class).stream()
                  .map(document -> stored(document, document.path("_etag").asText()))
                  .toList());
    } catch (CosmosException e) {
      throw CosmosConnection.unexpected(e);
    }
  }

  private ObjectNode write(Draft<T> draft) {
    ObjectNode document = format.write(draft.value());
    draft.proof().writeTo(document);
    return document;
  }

  private Stored<T> stored(ObjectNode document, String etag) {
    return new Stored<>(format.read(document), etag, WriteProof.readFrom(document));
  }
}
