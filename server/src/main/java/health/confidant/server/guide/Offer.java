package health.confidant.server.guide;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What the server really binds, type by type. It is read from the bound methods, so no list has to be kept in step.
 *
 * @param types by resource type
 */
record Offer(SortedMap<String, Type> types) {
    /**
     * One resource type.
     *
     * @param interactions codes of FHIR's type-restful-interaction
     * @param parameters search parameters by name, with their type ({@code token}, {@code date} ...)
     * @param operations names without {@code $}
     */
    record Type(SortedSet<String> interactions, SortedMap<String, String> parameters, Set<Operation> operations) {}

    /**
     * @param instance asked of one resource, else of the type
     * @param definition id of its OperationDefinition in the guide
     */
    record Operation(String name, boolean instance, String definition) {}
}
