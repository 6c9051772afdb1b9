package dev.patienttests.patient;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.cosmos.UnknownOutcomeException;
import dev.patienttests.http.UnavailableException;
import java.util.Optional;

/** Patients in a Cosmos DB container with the partition key {@code /id}: point operations only. */
final class CosmosPatients implements Patients {
  private final CosmosConnection connection;

  CosmosPatients(CosmosConnection connection) {
    this.connection = connection;
  }

  @Override
  public Patient.Stored create(Patient patient) {
    ObjectNode document = PatientJson.write(patient);
    PartitionKey key = new PartitionKey(patient.id());
    try {
      CosmosItemResponse<ObjectNode> created =
          connection.call(
              container -> container.createItem(document, key, new CosmosItemRequestOptions()));
      return new Patient.Stored(patient, created.getETag());
    } catch (UnknownOutcomeException e) {
      return look(patient, e);
    } catch (CosmosException e) {
      if (e.getStatusCode() == 409) {
        // The id is new, so an earlier try of this very call has stored it.
        return look(patient, CosmosConnection.unexpected(e));
      }
      throw CosmosConnection.unexpected(e);
    }
  }

  /** Finds out what became of a write; a caller whose write may be there is told under which id. */
  private Patient.Stored look(Patient patient, UnavailableException failure) {
    try {
      Optional<Patient.Stored> found =
          find(patient.id()).filter(stored -> stored.patient().equals(patient));
      if (found.isPresent()) {
        return found.get();
      }
    } catch (UnavailableException unreadable) {
      failure.addSuppressed(unreadable);
    }
    throw new UnavailableException(
        "It is not known whether the patient was stored. Load " + patient.id() + " to find out.",
        failure);
  }

  @Override
  public Optional<Patient.Stored> find(String id) {
    try {
      CosmosItemResponse<ObjectNode> read =
          connection.call(
              container -> container.readItem(id, new PartitionKey(id), ObjectNode.class));
      return Optional.of(new Patient.Stored(PatientJson.read(read.getItem()), read.getETag()));
    } catch (CosmosException e) {
      if (e.getStatusCode() == 404) {
        return Optional.empty();
      }
      throw CosmosConnection.unexpected(e);
    }
  }
}
