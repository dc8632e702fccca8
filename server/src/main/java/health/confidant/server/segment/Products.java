package health.confidant.server.segment;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.fhir.consent.RecordContent;
import health.confidant.fhir.label.Traits;
import health.confidant.server.database.SystemScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a record says by naming a medicine or a substance of the directory: a prescription whose {@code
 * medicationReference} is buprenorphine says as much as one with the code in it (R4, MedicationRequest.medication[x]).
 */
public final class Products {
    private static final String TRAITS = Products.class.getName() + ".traits";
    private static final Set<String> TYPES = Set.of("Medication", "Substance");
    /** A medicine may have ingredients that are entries of their own. */
    private static final int DEEP = 3;

    private final JdbcTemplate sql;
    private final StoredBodies bodies;
    private final Supplier<IHapiTransactionService> transactions;

    Products(JdbcTemplate sql, StoredBodies bodies, Supplier<IHapiTransactionService> transactions) {
        this.sql = sql;
        this.bodies = bodies;
        this.transactions = transactions;
    }

    static boolean isOne(Resource resource) {
        return TYPES.contains(resource.fhirType());
    }

    /** What a record says by itself and by what it names: as found when it was labelled, else over what is stored. */
    public Traits traits(Resource resource) {
        return resource.getUserData(TRAITS) instanceof Traits kept
                ? kept
                : Traits.of(resource).with(named().codes(resource));
    }

    /** For later in the request, when no entry of the same transaction can be found any more. */
    static Traits keep(Resource resource, Traits traits) {
        resource.setUserData(TRAITS, traits);
        return traits;
    }

    /** Over what is stored; each entry is read once. For one piece of work: what it has read it does not read again. */
    Named named() {
        return named(reference -> null);
    }

    /** @param siblings what the same request brings, by the reference that names it; null for what is stored */
    Named named(Function<String, Resource> siblings) {
        return new Named(siblings);
    }

    /** Codes by reference. Not thread-safe. */
    final class Named {
        private final Function<String, Resource> siblings;
        private final Map<String, Optional<Resource>> read = new HashMap<>();

        private Named(Function<String, Resource> siblings) {
            this.siblings = siblings;
        }

        /** The codes of the entries that the resource names, and of those that they name. */
        Set<Traits.Code> codes(Resource resource) {
            Set<Traits.Code> codes = new HashSet<>();
            collect(resource, DEEP, codes);
            return codes;
        }

        private void collect(Resource resource, int deep, Set<Traits.Code> codes) {
            if (deep == 0) {
                return;
            }
            for (String reference : RecordContent.references(resource)) {
                find(reference).ifPresent(product -> {
                    codes.addAll(Traits.of(product).codes());
                    collect(product, deep - 1, codes);
                });
            }
        }

        private Optional<Resource> find(String reference) {
            Resource sibling = siblings.apply(reference);
            if (sibling != null) {
                return Optional.of(sibling).filter(Products::isOne);
            }
            return TYPES.contains(String.valueOf(new IdType(reference).getResourceType()))
                    ? read.computeIfAbsent(reference, Products.this::stored)
                    : Optional.empty();
        }
    }

    /** As it lies in the directory, whoever asks: who may not name it is refused elsewhere. */
    Optional<Resource> stored(String reference) {
        AtomicReference<Optional<StoredBodies.Row>> found = new AtomicReference<>(Optional.empty());
        Runnable find = () -> found.set(bodies.find(reference));
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            SystemScope.within(SystemScope.Work.LABELING, sql, find);
        } else {
            SystemScope.run(SystemScope.Work.LABELING, () -> {
                transactions.get().withRequest(new SystemRequestDetails()).execute(find);
                return found;
            });
        }
        return found.get().map(StoredBodies.Row::resource);
    }
}
