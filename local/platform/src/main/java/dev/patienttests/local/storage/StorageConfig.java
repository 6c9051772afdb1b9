package dev.patienttests.local.storage;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A storage account with its blob service.
 *
 * @param hostName of the blob endpoint, {@code <account>.blob.core.windows.net}
 * @param publicNetworkAccess {@code Enabled} or {@code Disabled}
 * @param defaultAction of its network rules, {@code Allow} or {@code Deny}
 * @param allowedSubnets resource ids that its network rules admit
 * @param roles which identity may do what
 */
public record StorageConfig(
    String name,
    String hostName,
    String publicNetworkAccess,
    String defaultAction,
    Set<String> allowedSubnets,
    List<Container> containers,
    List<BlobRole> roles) {

  /**
   * A blob container, without public access.
   *
   * @param immutable whether its policy refuses to change and to delete blobs, whoever asks
   */
  public record Container(String name, boolean immutable) {}

  /** A data action on blobs (Azure documentation, "Azure permissions for Storage"). */
  public enum BlobAction {
    /** {@code …/blobs/read}: get and list. */
    READ,
    /** {@code …/blobs/add/action}: create a blob that is not there. */
    ADD,
    /** {@code …/blobs/write}: create, or overwrite. */
    WRITE,
    /** {@code …/blobs/delete}. */
    DELETE
  }

  /** Data actions of a principal on one container; no container named: on all of them. */
  public record BlobRole(String principalId, Optional<String> container, Set<BlobAction> actions) {}
}
