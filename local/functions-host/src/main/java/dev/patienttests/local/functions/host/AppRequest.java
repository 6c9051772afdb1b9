package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.functions.http.Target;
import org.eclipse.jetty.io.Content;

/**
 * A request as it reaches the host, behind the front end.
 *
 * @param scheme scheme that the client used
 * @param host host that the client named
 * @param body the body, not yet read
 */
public record AppRequest(
    Target target, HeaderFields headers, String scheme, String host, Content.Source body) {}
