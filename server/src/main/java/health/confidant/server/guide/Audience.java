package health.confidant.server.guide;

import health.confidant.access.Scope;
import health.confidant.access.Scope.Letter;
import health.confidant.ig.World;
import health.confidant.server.demo.Cast;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who builds against the server, with the scopes that such a client is registered with in the demo: an audience's statement
 * is the server's offer as far as these scopes reach. Policies narrow it further, record by record.
 */
enum Audience {
    EHR("northside-ehr", "An EHR that exchanges records on its patients' consents."),
    APP("individual-portal", "An app that a patient uses for their own record."),
    PAYER("harbor-health-plan", "A payer that reads what consents for payment let it read.");

    private final String client;
    private final String description;

    Audience(String client, String description) {
        this.client = client;
        this.description = description;
    }

    String description() {
        return description;
    }

    /** What of the offer these scopes reach; a type of which nothing is left is not in it. */
    Offer narrow(Offer whole) {
        List<Scope> scopes = Cast.of(World.read()).app(client).scopes().stream()
                .map(Scope::parse)
                .flatMap(Optional::stream)
                .toList();
        SortedMap<String, Offer.Type> types = new TreeMap<>();
        whole.types().forEach((name, type) -> {
            SortedSet<String> interactions = new TreeSet<>();
            type.interactions().stream()
                    .filter(code -> scopes.stream().anyMatch(scope -> scope.allows(name, letter(code))))
                    .forEach(interactions::add);
            if (!interactions.isEmpty()) {
                Set<Offer.Operation> operations = new TreeSet<>(Comparator.comparing(Offer.Operation::name));
                operations.addAll(interactions.contains("read") ? type.operations() : Set.of());
                types.put(name, new Offer.Type(interactions, type.parameters(), operations));
            }
        });
        return new Offer(types);
    }

    private static Letter letter(String interaction) {
        return switch (interaction) {
            case "create" -> Letter.C;
            case "update", "patch" -> Letter.U;
            case "delete" -> Letter.D;
            case "search-type" -> Letter.S;
            default -> Letter.R;
        };
    }
}
