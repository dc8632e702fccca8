package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.util.Optional;
import java.util.Set;

/**
 * An application that the operator registered. Nobody can register one over the network.
 *
 * @param scopes the most that it can ever be granted, in SMART syntax
 * @param jwks public keys of a backend as a JWK set (RFC 7517); a URL is never fetched
 * @param reference what a backend acts as, {@code Organization/[id]}; empty for a public client
 * @param roles roles of a backend; a public client has those of the person who signed in
 * @param portal the track that the client is bound to
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
        Purpose purpose) {
    public enum Kind {
        /** A browser or native app: authorization code with PKCE, no secret. */
        PUBLIC,
        /** A system: client credentials with a signed assertion (SMART Backend Services). */
        BACKEND
    }

    public Client {
        redirectUris = Set.copyOf(redirectUris);
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
        ClientRules.check(kind, redirectUris, scopes, jwks, reference);
    }

    public static Client app(
            String id, String name, String redirectUri, Set<String> scopes, Optional<Track> portal, Purpose purpose) {
        return new Client(
                id,
                Kind.PUBLIC,
                name,
                Set.of(redirectUri),
                scopes,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                portal,
                purpose);
    }

    public static Client backend(
            String id,
            String name,
            Set<String> scopes,
            String jwks,
            String reference,
            Set<Role> roles,
            Purpose purpose) {
        return new Client(
                id,
                Kind.BACKEND,
                name,
                Set.of(),
                scopes,
                Optional.of(jwks),
                Optional.of(reference),
                roles,
                Optional.empty(),
                purpose);
    }
}
