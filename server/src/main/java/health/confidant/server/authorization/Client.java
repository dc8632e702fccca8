package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.net.URI;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * An application that the operator registered. Nobody can register one over the network: what is asked for there waits
 * for the operator ({@link Registrations}).
 *
 * @param scopes the most that it can ever be granted, in SMART syntax
 * @param jwks public keys of a client that signs, as a JWK set (RFC 7517)
 * @param reference what a backend acts as, {@code Organization/[id]}; empty for an app
 * @param roles roles of a backend; an app has those of the person who signed in
 * @param portal the track that the client is bound to
 * @param more what most clients do not have
 */
public record Client(
        String id,
        Kind kind,
        String name,
        Set<String> redirectUris,
        Set<String> scopes,
        Optional<String> jwks,
        Optional<String> reference,
        Set<Role> roles,
        Optional<Track> portal,
        Purpose purpose,
        More more) {
    public enum Kind {
        /** A browser or native app: authorization code with PKCE, no secret. */
        PUBLIC,
        /** An app with a server of its own and a secret (SMART "client-confidential-symmetric"). */
        SYMMETRIC,
        /** An app with a server of its own and keys (SMART "client-confidential-asymmetric"). */
        ASYMMETRIC,
        /** A system: client credentials with a signed assertion (SMART Backend Services). */
        BACKEND;

        /** Whether it proves itself by a signature. */
        boolean signs() {
            return this == ASYMMETRIC || this == BACKEND;
        }
    }

    /**
     * What most clients do not have.
     *
     * @param secret SHA-256 of the secret, in hexadecimal
     * @param jwksUri where its keys are; fetched under the rules of {@link RemoteKeys}
     * @param launchUri where an EHR launch opens the app
     * @param purposes that a backend may assert instead of its own
     * @param trusted the program's own app: its user is not asked for consent
     * @param introspects may introspect tokens that it was not given itself
     */
    public record More(
            Optional<String> secret,
            Optional<URI> jwksUri,
            Optional<URI> launchUri,
            Set<Purpose> purposes,
            boolean trusted,
            boolean introspects) {
        public static final More NONE =
                new More(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), false, false);
        static final More TRUSTED =
                new More(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), true, false);

        public More {
            purposes = Set.copyOf(purposes);
        }

        /** @param secret as the client knows it; 256 random bits */
        public More withSecret(String secret) {
            return new More(
                    Optional.of(HexFormat.of().formatHex(Fingerprint.of(secret))),
                    jwksUri,
                    launchUri,
                    purposes,
                    trusted,
                    introspects);
        }

        public More withKeysAt(URI uri) {
            return new More(secret, Optional.of(uri), launchUri, purposes, trusted, introspects);
        }

        public More withLaunchAt(URI uri) {
            return new More(secret, jwksUri, Optional.of(uri), purposes, trusted, introspects);
        }

        public More withIntrospection() {
            return new More(secret, jwksUri, launchUri, purposes, trusted, true);
        }

        /** Keeps the hash out of any log. */
        @Override
        public String toString() {
            return "More";
        }
    }

    public Client {
        redirectUris = Set.copyOf(redirectUris);
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
        ClientRules.check(kind, redirectUris, scopes, jwks, reference, more);
    }

    /** One of the program's own apps. */
    public static Client app(
            String id, String name, String redirectUri, Set<String> scopes, Optional<Track> portal, Purpose purpose) {
        return app(Kind.PUBLIC, id, name, Set.of(redirectUri), scopes, portal, purpose, Optional.empty(), More.TRUSTED);
    }

    /** Somebody else's app, for whose scopes its user is asked. */
    public static Client external(
            Kind kind,
            String id,
            String name,
            Set<String> redirectUris,
            Set<String> scopes,
            Purpose purpose,
            Optional<String> jwks,
            More more) {
        return app(kind, id, name, redirectUris, scopes, Optional.empty(), purpose, jwks, more);
    }

    public static Client backend(
            String id,
            String name,
            Set<String> scopes,
            String jwks,
            String reference,
            Set<Role> roles,
            Purpose purpose) {
        return backend(id, name, scopes, Optional.of(jwks), reference, roles, purpose, More.NONE);
    }

    public static Client backend(
            String id,
            String name,
            Set<String> scopes,
            Optional<String> jwks,
            String reference,
            Set<Role> roles,
            Purpose purpose,
            More more) {
        return new Client(
                id,
                Kind.BACKEND,
                name,
                Set.of(),
                scopes,
                jwks,
                Optional.of(reference),
                roles,
                Optional.empty(),
                purpose,
                more);
    }

    private static Client app(
            Kind kind,
            String id,
            String name,
            Set<String> redirectUris,
            Set<String> scopes,
            Optional<Track> portal,
            Purpose purpose,
            Optional<String> jwks,
            More more) {
        return new Client(
                id, kind, name, redirectUris, scopes, jwks, Optional.empty(), Set.of(), portal, purpose, more);
    }

    /** Whether it may ask for that purpose. */
    boolean mayAssert(Purpose asserted) {
        return asserted == purpose || more.purposes().contains(asserted);
    }

    /** Whether it may be granted refresh tokens. */
    boolean refreshes() {
        return scopes.contains("offline_access") || scopes.contains("online_access");
    }
}
