package health.confidant.server.decision;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import health.confidant.access.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Scopes with a query part as {@code confidant.granted()} takes them: the hashes of HAPI's token index (ADR 0040). */
final class GrantedResources {
    /** As the server's own: partitions are no part of a hash. */
    private static final PartitionSettings PARTITIONS = new PartitionSettings();

    private GrantedResources() {}

    /** Empty if no scope has a query part. */
    static String of(Collection<Scope> scopes) {
        List<String> granted = scopes.stream()
                .filter(Scope::granular)
                .map(GrantedResources::conditions)
                .sorted()
                .toList();
        return granted.isEmpty() ? "" : granted.toString();
    }

    private static String conditions(Scope scope) {
        return scope.query().entrySet().stream()
                .map(condition -> condition(scope.type(), condition.getKey(), condition.getValue()))
                .sorted()
                .toList()
                .toString();
    }

    private static String condition(String type, String parameter, Set<String> values) {
        Predicate<String> system = value -> value.contains("|");
        return "{\"exact\": " + hashes(values, system, value -> exact(type, parameter, value)) + ", \"code\": "
                + hashes(values, system.negate(), value -> code(type, parameter, value)) + "}";
    }

    private interface Hash {
        long of(String value);
    }

    private static String hashes(Set<String> values, Predicate<String> such, Hash hash) {
        return values.stream()
                .filter(such)
                .map(value -> "\"" + hash.of(value) + "\"")
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static long exact(String type, String parameter, String value) {
        String[] parts = value.split("\\|", 2);
        return ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                PARTITIONS, RequestPartitionId.allPartitions(), type, parameter, parts[0], parts[1]);
    }

    private static long code(String type, String parameter, String value) {
        return ResourceIndexedSearchParamToken.calculateHashValue(
                PARTITIONS, RequestPartitionId.allPartitions(), type, parameter, value);
    }
}
