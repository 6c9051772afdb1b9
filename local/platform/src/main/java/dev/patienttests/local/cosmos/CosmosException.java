package dev.patienttests.local.cosmos;

/** A request that the service declines, with the status, code and message of its answer. */
public final class CosmosException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int substatus;
  private final String code;

  private CosmosException(int status, int substatus, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.substatus = substatus;
    this.code = code;
  }

  /** 400: the request is malformed or asks for something that is not served. */
  public static CosmosException badRequest(String message) {
    return new CosmosException(400, 0, "BadRequest", message);
  }

  /** 400 with substatus 1001: header and document name different partition keys. */
  static CosmosException partitionKeyMismatch() {
    return new CosmosException(
        400,
        1001,
        "BadRequest",
        "The partition key of the document differs from the one in the request header.");
  }

  /** 401: no or a wrong authorization. */
  static CosmosException unauthorized(String message) {
    return new CosmosException(401, 0, "Unauthorized", message);
  }

  /** 403: known caller, or network, that may not do this. */
  static CosmosException forbidden(String message) {
    return new CosmosException(403, 0, "Forbidden", message);
  }

  /** 404: there is no such resource. */
  static CosmosException notFound(String what) {
    return new CosmosException(404, 0, "NotFound", what + " does not exist.");
  }

  /** 405: the resource exists, but not with this method. */
  static CosmosException methodNotAllowed(String method, String path) {
    return new CosmosException(
        405, 0, "MethodNotAllowed", method + " is not served for " + path + ".");
  }

  /** 409: id or unique key is taken. */
  static CosmosException conflict(String message) {
    return new CosmosException(409, 0, "Conflict", message);
  }

  /** 412: the ETag given is not the current one, or a patch condition does not hold. */
  static CosmosException preconditionFailed(String message) {
    return new CosmosException(412, 0, "PreconditionFailed", message);
  }

  /** 413: the body is too large. */
  static CosmosException tooLarge(int limit) {
    return new CosmosException(
        413, 0, "RequestEntityTooLarge", "The request is larger than " + limit + " bytes.");
  }

  /** 424: an operation of a batch that was not applied because another one failed. */
  static CosmosException failedDependency() {
    return new CosmosException(424, 0, "FailedDependency", "Another operation failed.");
  }

  int status() {
    return status;
  }

  int substatus() {
    return substatus;
  }

  String code() {
    return code;
  }
}
