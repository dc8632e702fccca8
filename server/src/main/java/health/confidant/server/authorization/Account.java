package health.confidant.server.authorization;

import health.confidant.access.Role;
import java.util.Optional;
import java.util.Set;

/**
 * A person who signs in.
 *
 * @param login lower case, unique
 * @param passwordHash Argon2id in PHC format
 * @param reference {@code Patient/[id]} or {@code Practitioner/[id]}
 * @param clients the only clients that may act for the account; empty means any
 */
public record Account(
        String login,
        String passwordHash,
        String reference,
        Set<Role> roles,
        Optional<Set<String>> clients,
        boolean disabled) {
    public Account {
        roles = Set.copyOf(roles);
        clients = clients.map(Set::copyOf);
    }

    boolean mayUse(String client) {
        return !disabled && clients.map(allowed -> allowed.contains(client)).orElse(true);
    }

    Optional<String> patient() {
        return reference.startsWith("Patient/") ? Optional.of(reference) : Optional.empty();
    }

    /** Keeps the hash out of any log. */
    @Override
    public String toString() {
        return "Account";
    }
}
