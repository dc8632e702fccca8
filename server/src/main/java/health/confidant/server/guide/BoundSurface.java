package health.confidant.server.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.ResourceBinding;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import health.confidant.enforcement.Surface;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
    private static final Set<String> AUDIT_PARAMETERS = Set.of("patient", "date");

    private final RestfulServer endpoint;
    private final ISearchParamRegistry parameters;
    private final FhirContext fhir;

    BoundSurface(RestfulServer endpoint, ISearchParamRegistry parameters, FhirContext fhir) {
        this.endpoint = endpoint;
        this.parameters = parameters;
        this.fhir = fhir;
    }

    Offer read() {
        SortedMap<String, Offer.Type> types = new TreeMap<>();
        for (ResourceBinding resource : endpoint.getResourceBindings()) {
            SortedSet<String> interactions = new TreeSet<>();
            Set<Offer.Operation> operations = operations();
            for (BaseMethodBinding method : resource.getMethodBindings()) {
                if (method instanceof OperationMethodBinding operation) {
                    operations.add(operation(operation));
                } else {
                    interactions.addAll(CODES.getOrDefault(method.getRestOperationType(), Set.of()));
                }
            }
            if (!interactions.isEmpty() || !operations.isEmpty()) {
                types.put(
                        resource.getResourceName(),
                        new Offer.Type(interactions, parameters(resource.getResourceName()), operations));
            }
        }
        // What is asked of any resource is asked of each type.
        for (BaseMethodBinding method : endpoint.getServerBindings()) {
            if (method instanceof OperationMethodBinding operation) {
                types.values().forEach(type -> type.operations().add(operation(operation)));
            }
        }
        return new Offer(types);
    }

    private static Set<Offer.Operation> operations() {
        return new TreeSet<>(Comparator.comparing(Offer.Operation::name));
    }

    private static Offer.Operation operation(OperationMethodBinding operation) {
        return new Offer.Operation(operation.getName().substring(1), operation.isCanOperateAtInstanceLevel());
    }

    private SortedMap<String, String> parameters(String type) {
        SortedMap<String, String> found = new TreeMap<>();
        if (fhir.getResourceTypes().contains(type)) {
            parameters
                    .getActiveSearchParams(type, ISearchParamRegistry.SearchParamLookupContextEnum.SEARCH)
                    .values()
                    .forEach(parameter -> {
                        String name = parameter.getName();
                        boolean offered = !Surface.REFUSED_PARAMETERS.contains(name)
                                && (!type.equals("AuditEvent") || AUDIT_PARAMETERS.contains(name));
                        if (offered) {
                            found.put(name, parameter.getParamType().getCode());
                        }
                    });
        }
        return found;
    }
}
