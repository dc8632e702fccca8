package health.confidant.server.authorization;

import health.confidant.access.Scope;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a request a client may have: requested and registered, intersected by meaning and not by spelling.
 *
 * <p>Source: SMART App Launch 2.2, "Scopes for requesting FHIR Resources"; RFC 6749, section 3.3 (the answer may hold
 * less than was asked). A request that holds an unknown scope is refused as a whole.
 */
final class GrantedScopes {
    /** The scopes beside resource scopes that mean something here. */
    static final Set<String> OTHER = Set.of(
            "openid",
            "fhirUser",
            "profile",
            "launch",
            "launch/patient",
            "launch/encounter",
            "offline_access",
            "online_access");

    private GrantedScopes() {}

    /** Empty if a requested scope is unknown, or if nothing is left. */
    static Optional<Set<String>> of(Set<String> requested, Set<String> registered) {
        Set<String> granted = new LinkedHashSet<>();
        for (String text : requested) {
            Optional<Scope> scope = Scope.parse(text);
            if (scope.isEmpty() && !OTHER.contains(text)) {
                return Optional.empty();
            }
            if (registered.contains(text)) {
                granted.add(text);
            } else {
                scope.ifPresent(asked -> granted.addAll(within(text, asked, registered)));
            }
        }
        return granted.isEmpty() ? Optional.empty() : Optional.of(granted);
    }

    private static Set<String> within(String text, Scope asked, Set<String> registered) {
        Set<String> parts = registered.stream()
                .flatMap(known -> Scope.parse(known).stream())
                .flatMap(known -> common(asked, known).stream())
                .map(part -> part.equals(asked) ? text : part.text())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return parts.contains(text) ? Set.of(text) : parts;
    }

    private static Optional<Scope> common(Scope asked, Scope known) {
        boolean overlap = asked.type().equals(known.type())
                || asked.type().equals("*")
                || known.type().equals("*");
        Set<Scope.Letter> letters = EnumSet.noneOf(Scope.Letter.class);
        letters.addAll(asked.letters());
        letters.retainAll(known.letters());
        if (asked.level() != known.level() || !overlap || letters.isEmpty()) {
            return Optional.empty();
        }
        String type = asked.type().equals("*") ? known.type() : asked.type();
        return query(asked, known)
                .map(query -> new Scope(asked.level(), type, letters, query))
                .filter(part -> Scope.parse(part.text()).isPresent());
    }

    /** Both restrictions; empty where they restrict one parameter to different values, which no scope can say. */
    private static Optional<Map<String, Set<String>>> query(Scope asked, Scope known) {
        Map<String, Set<String>> both = new HashMap<>(known.query());
        for (Map.Entry<String, Set<String>> condition : asked.query().entrySet()) {
            Set<String> values = new HashSet<>(condition.getValue());
            if (known.query().containsKey(condition.getKey())) {
                values.retainAll(known.query().get(condition.getKey()));
            }
            if (values.isEmpty()) {
                return Optional.empty();
            }
            both.put(condition.getKey(), values);
        }
        return Optional.of(both);
    }
}
