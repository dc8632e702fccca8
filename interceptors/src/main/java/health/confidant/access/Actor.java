package health.confidant.access;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as the access token says.
 *
 * @param reference {@code Patient/[id]}, {@code Practitioner/[id]} or, for a system, {@code Organization/[id]}
 * @param client the OAuth client id
 * @param scopes the parsed SMART resource scopes; they only narrow
 * @param portal the track that the client is bound to, if it is a portal
 * @param patient launch context, {@code Patient/[id]}; every {@code patient/} scope is about this patient alone
 */
public record Actor(
        String reference,
        Set<Role> roles,
        String client,
        Set<Scope> scopes,
        Optional<Track> portal,
        Optional<String> patient) {
    public Actor {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    /** For policies only (ArchUnit). */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** For policies only (ArchUnit). */
    public boolean isAny(Set<Role> anyOf) {
        return !Collections.disjoint(roles, anyOf);
    }

    public boolean mayTouch(String resourceType, Scope.Letter letter) {
        return scopes.stream().anyMatch(scope -> scope.allows(resourceType, letter));
    }
}
