package health.confidant.server.authorization;

import java.io.IOException;
import java.net.URI;

/**
 * A person's browser, over HTTP: signs in when the server wants it and stays signed in, so that one sign-in serves several
 * apps. For the {@code token} command and for tests.
 */
public final class Browser {
    private final Wire wire;
    private final Credentials credentials;

    public Browser(URI base, Credentials credentials) {
        this.wire = new Wire(base);
        this.credentials = credentials;
    }

    /** An access token for one of the program's own apps. */
    public String token(String clientId, URI redirect, String scope) throws IOException, InterruptedException {
        return new CodeFlow(wire, clientId, redirect).run(credentials, scope);
    }
}
