package health.confidant.server.guide;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.ResourceBinding;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import ca.uhn.fhir.rest.server.method.SearchMethodBinding;
import ca.uhn.fhir.rest.server.method.SearchParameter;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import health.confidant.enforcement.Surface;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the {@link Offer} from the FHIR endpoint. */
final class BoundSurface {
    private static final Map<RestOperationTypeEnum, Set<String>> CODES = Map.of(
            RestOperationTypeEnum.READ, Set.of("read"),
            // HAPI's one method for both.
            RestOperationTypeEnum.VREAD, Set.of("read", "vread"),
            RestOperationTypeEnum.HISTORY_INSTANCE, Set.of("history-instance"),
            RestOperationTypeEnum.SEARCH_TYPE, Set.of("search-type"),
            RestOperationTypeEnum.CREATE, Set.of("create"),
            RestOperationTypeEnum.UPDATE, Set.of("update"),
            RestOperationTypeEnum.PATCH, Set.of("patch"),
            RestOperationTypeEnum.DELETE, Set.of("delete"));
    private static final String ANY = "*/$";

    private final RestfulServer endpoint;
    private final ISearchParamRegistry parameters;

    BoundSurface(RestfulServer endpoint, ISearchParamRegistry parameters) {
        this.endpoint = endpoint;
        this.parameters = parameters;
    }

    Offer read() {
        SortedMap<String, Offer.Type> types = new TreeMap<>();
        for (ResourceBinding resource : endpoint.getResourceBindings()) {
            SortedSet<String> interactions = new TreeSet<>();
            Set<Offer.Operation> operations = operations();
            for (BaseMethodBinding method : resource.getMethodBindings()) {
                if (method instanceof OperationMethodBinding operation) {
                    operations.add(operation(resource.getResourceName(), operation));
                } else {
                    interactions.addAll(CODES.getOrDefault(method.getRestOperationType(), Set.of()));
                }
            }
            if (!interactions.isEmpty() || !operations.isEmpty()) {
                types.put(resource.getResourceName(), new Offer.Type(interactions, parameters(resource), operations));
            }
        }
        // HAPI keeps what is asked of any resource apart, and does not show it; the list does.
        Surface.OPERATIONS.stream()
                .filter(operation -> operation.startsWith(ANY))
                .map(operation -> operation.substring(ANY.length()))
                .forEach(name -> types.values()
                        .forEach(type -> type.operations().add(new Offer.Operation(name, true, "resource-" + name))));
        return new Offer(types);
    }

    private static Set<Offer.Operation> operations() {
        return new TreeSet<>(Comparator.comparing(Offer.Operation::name));
    }

    private static Offer.Operation operation(String type, OperationMethodBinding operation) {
        String name = operation.getName().substring(1);
        return new Offer.Operation(
                name, operation.isCanOperateAtInstanceLevel(), type.toLowerCase(Locale.ROOT) + "-" + name);
    }

    /** The registry's parameters; of a type that is not stored, those that its own search method takes. */
    private SortedMap<String, String> parameters(ResourceBinding resource) {
        String type = resource.getResourceName();
        boolean stored = Surface.STORED.contains(type);
        Set<String> taken = stored ? Set.of() : taken(resource);
        SortedMap<String, String> found = new TreeMap<>();
        parameters
                .getActiveSearchParams(type, ISearchParamRegistry.SearchParamLookupContextEnum.SEARCH)
                .values()
                .stream()
                .filter(parameter -> stored || taken.contains(parameter.getName()))
                .forEach(parameter ->
                        found.put(parameter.getName(), parameter.getParamType().getCode()));
        if (stored) {
            found.put("_has", "string");
        }
        found.keySet().removeAll(Surface.REFUSED_PARAMETERS);
        return found;
    }

    private static Set<String> taken(ResourceBinding resource) {
        return resource.getMethodBindings().stream()
                .filter(SearchMethodBinding.class::isInstance)
                .flatMap(method -> method.getParameters().stream())
                .filter(SearchParameter.class::isInstance)
                .map(parameter -> ((SearchParameter) parameter).getName())
                .collect(Collectors.toSet());
    }
}
