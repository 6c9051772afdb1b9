package dev.patienttests.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is measured: an URL that answers 201 to a POST of a patient.
 *
 * @param caCertificate PEM file with the only certificate that is trusted
 * @param headers sent with each call
 */
record Target(String name, URI url, Path caCertificate, Map<String, String> headers) {}
