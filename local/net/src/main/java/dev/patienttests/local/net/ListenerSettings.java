package dev.patienttests.local.net;

import java.nio.file.Path;

/**
 * What a process of the stack needs to listen with TLS on the loopback address and to trust the
 * others.
 *
 * @param keyStore PKCS#12 file with the process's own certificate
 * @param trustStore PKCS#12 file with the development CA alone
 * @param storePassword password of both files
 * @param networkToken shared secret that the virtual network puts before each connection; a
 *     connection without it did not come through the network and is closed
 */
public record ListenerSettings(
    Path keyStore, Path trustStore, String storePassword, String networkToken) {}
