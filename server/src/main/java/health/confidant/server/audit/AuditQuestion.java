package health.confidant.server.audit;

import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import health.confidant.access.Purpose;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.audit.EventCodes;
import health.confidant.server.journal.JournalReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The search parameters of AuditEvent as a question to the journal. */
final class AuditQuestion {
    private static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

    private final Entitlements.Entitlement entitled;
    private Optional<Integer> owner = Optional.empty();
    private Instant from = BEGINNING;
    private Instant until = END;
    private Optional<String> agent = Optional.empty();
    private Optional<String> entity = Optional.empty();
    private final Set<EventCodes.Kind> kinds = new HashSet<>(EventCodes.all());
    private Optional<Purpose> purpose = Optional.empty();
    private boolean impossible;

    AuditQuestion(Entitlements.Entitlement entitled) {
        this.entitled = entitled;
    }

    /** Whether nothing can be found, whatever the journal holds. */
    boolean impossible() {
        return impossible;
    }

    JournalReader.Question question() {
        return new JournalReader.Question(
                new HashSet<>(entitled.owners().values()),
                entitled.officer(),
                owner,
                from,
                until,
                agent,
                entity,
                kinds.stream()
                        .map(kind -> new JournalReader.Kind(kind.action(), kind.outcome(), kind.entities()))
                        .collect(Collectors.toSet()),
                purpose);
    }

    AuditQuestion patient(ReferenceParam patient) {
        if (patient != null) {
            owner = Optional.ofNullable(entitled.owners().get("Patient/" + plain(patient, "patient")));
            impossible |= owner.isEmpty();
        }
        return this;
    }

    AuditQuestion date(DateRangeParam date) {
        if (date != null && date.getLowerBoundAsInstant() != null) {
            from = date.getLowerBoundAsInstant().toInstant();
        }
        if (date != null && date.getUpperBoundAsInstant() != null) {
            // HAPI gives the last millisecond that belongs to it.
            until = date.getUpperBoundAsInstant().toInstant().plusMillis(1);
        }
        return this;
    }

    /**
     * A patient may ask for their own accesses and for those of whoever is not a patient: an answer about another
     * patient would tell who that other participant is.
     */
    AuditQuestion agent(ReferenceParam param) {
        if (param != null) {
            String reference = typed(param, "agent");
            boolean named = entitled.officer()
                    || entitled.owners().containsKey(reference)
                    || !reference.matches("(Patient|RelatedPerson)/.*");
            impossible |= !named;
            agent = Optional.of(reference);
        }
        return this;
    }

    AuditQuestion entity(ReferenceParam param) {
        if (param != null) {
            entity = Optional.of(typed(param, "entity"));
        }
        return this;
    }

    AuditQuestion action(TokenOrListParam param) {
        return narrow(param, EventCodes::byAction);
    }

    AuditQuestion type(TokenOrListParam param) {
        return narrow(param, EventCodes::byType);
    }

    AuditQuestion subtype(TokenOrListParam param) {
        return narrow(param, EventCodes::bySubtype);
    }

    AuditQuestion outcome(TokenOrListParam param) {
        return narrow(param, EventCodes::byOutcome);
    }

    AuditQuestion purpose(TokenOrListParam param) {
        if (param != null) {
            List<TokenParam> tokens = param.getValuesAsQueryTokens();
            if (tokens.size() != 1) {
                throw Refusals.invalid("SEARCH-002", "AuditEvent?purpose takes one code.");
            }
            try {
                purpose = Optional.of(Purpose.valueOf(tokens.get(0).getValue()));
            } catch (IllegalArgumentException e) {
                impossible = true;
            }
        }
        return this;
    }

    private AuditQuestion narrow(TokenOrListParam param, Function<String, Set<EventCodes.Kind>> meaning) {
        if (param != null) {
            Set<EventCodes.Kind> found = new HashSet<>();
            param.getValuesAsQueryTokens().forEach(token -> found.addAll(meaning.apply(token.getValue())));
            kinds.retainAll(found);
            impossible |= kinds.isEmpty();
        }
        return this;
    }

    private static String plain(ReferenceParam param, String name) {
        if (param.hasChain()) {
            throw Refusals.invalid("SEARCH-002", "AuditEvent?" + name + " takes a reference, no chain.");
        }
        return param.getIdPart();
    }

    private static String typed(ReferenceParam param, String name) {
        String id = plain(param, name);
        if (param.getResourceType() == null) {
            throw Refusals.invalid(
                    "SEARCH-002", "AuditEvent?" + name + " takes a reference with its type, as Type/id.");
        }
        return param.getResourceType() + "/" + id;
    }
}
