package dev.patienttests.benchmarks.bare;

import static dev.patienttests.benchmarks.bare.Operation.Step.AUDIT;
import static dev.patienttests.benchmarks.bare.Operation.Step.CREATE;
import static dev.patienttests.benchmarks.bare.Operation.Step.QUERY;
import static dev.patienttests.benchmarks.bare.Operation.Step.QUERY_PARTITION;
import static dev.patienttests.benchmarks.bare.Operation.Step.READ;
import static dev.patienttests.benchmarks.bare.Operation.Step.REPLACE;

import java.util.List;

/** The operations of the API, with the calls that patient-api makes for each when all goes well. */
public enum Operation {
  /** Stores a new patient. */
  CREATE_PATIENT("CreatePatient", "POST", 201, AUDIT, CREATE, AUDIT),
  /** Loads one. */
  LOAD_PATIENT("LoadPatient", "GET", 200, AUDIT, READ),
  /** Replaces one by another version. */
  UPDATE_PATIENT("UpdatePatient", "PUT", 200, AUDIT, READ, REPLACE, AUDIT),
  /** Finds one by its insurance number. */
  SEARCH_PATIENT("SearchPatient", "POST", 200, AUDIT, QUERY, AUDIT),
  /** Stores a new test of a patient. */
  CREATE_TEST("CreateTest", "POST", 201, AUDIT, READ, CREATE, AUDIT),
  /** Loads one test. */
  LOAD_TEST("LoadTest", "GET", 200, AUDIT, READ),
  /** Loads the tests of a patient. */
  LOAD_TESTS("LoadTests", "GET", 200, AUDIT, QUERY_PARTITION, AUDIT);

  /**
   * One call. An audit is a call of audit-api, which creates one document; the rest is Cosmos DB.
   */
  enum Step {
    AUDIT,
    CREATE,
    READ,
    REPLACE,
    QUERY,
    QUERY_PARTITION
  }

  private final String functionName;
  private final String method;
  private final int status;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that cannot be changed
  private final List<Step> steps;

  Operation(String functionName, String method, int status, Step... steps) {
    this.functionName = functionName;
    this.method = method;
    this.status = status;
    this.steps = List.of(steps);
  }

  /** The name of its function. */
  public String functionName() {
    return functionName;
  }

  /** The HTTP method. */
  public String method() {
    return method;
  }

  /** The status of an answer that a figure may be made of. */
  public int status() {
    return status;
  }

  /** Its path at the bare chain's gateway. */
  public String path() {
    return "/patient/" + name();
  }

  List<Step> steps() {
    return steps;
  }

  /** The operation of a path, at whatever host. */
  static Operation of(String path) {
    return valueOf(path.substring(path.lastIndexOf('/') + 1));
  }
}
