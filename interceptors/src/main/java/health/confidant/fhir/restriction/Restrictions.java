package health.confidant.fhir.restriction;

import health.confidant.access.Period;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Task;

/** Which Consents and Tasks are restrictions, and what agreed ones oblige to. */
public final class Restrictions {
    public static final String POLICY_CODES = "http://terminology.hl7.org/CodeSystem/consentpolicycodes";
    public static final String RESTRICTION = "hipaa-restrictions";
    public static final String SELF_PAY = "hipaa-self-pay";
    /** Of {@link CodeSystems#TASK_CODE}. */
    public static final String TASK = "privacy-restriction-request";

    static final String COLLECT = "collect";

    /** PCF has no actions in rules, so what a restriction of collecting is about stands in the category. */
    static final String ACTIONS = "http://terminology.hl7.org/CodeSystem/consentaction";

    private Restrictions() {}

    public static boolean is(Consent consent) {
        return consent.getPolicyRule().hasCoding(POLICY_CODES, RESTRICTION) || isSelfPay(consent);
    }

    public static boolean isSelfPay(Consent consent) {
        return consent.getPolicyRule().hasCoding(POLICY_CODES, SELF_PAY);
    }

    public static boolean is(Task task) {
        return task.getCode().hasCoding(CodeSystems.TASK_CODE, TASK);
    }

    /** Whether it is about what is written down, not about who may see it; then it is no rule of access. */
    public static boolean isOmission(Consent consent) {
        return is(consent) && consent.getCategory().stream().anyMatch(category -> category.hasCoding(ACTIONS, COLLECT));
    }

    /**
     * What must not be written down.
     *
     * @param tracks codes of our track system; empty means both clinical tracks
     * @param types resource types; empty means every type that an omission can be about
     * @param codes {@code system|code}; empty means anything
     */
    public record Omission(Set<String> tracks, Set<String> types, Set<String> codes, Period period) {
        public Omission {
            tracks = Set.copyOf(tracks);
            types = Set.copyOf(types);
            codes = Set.copyOf(codes);
        }
    }

    public static Optional<Omission> omission(Consent consent) {
        if (consent.getStatus() != ConsentState.ACTIVE || !isOmission(consent)) {
            return Optional.empty();
        }
        ProvisionComponent deny = consent.getProvision();
        return Optional.of(new Omission(
                codes(deny.getSecurityLabel(), CodeSystems.TRACK),
                codes(deny.getClass_(), "http://hl7.org/fhir/resource-types"),
                tokens(deny.getCode()),
                lasting(Periods.of(deny.getPeriod()))));
    }

    /**
     * What a plan must not be told.
     *
     * @param payers references of the plans; empty means any
     * @param codes {@code system|code} of the services; empty means any
     * @param services when they were
     */
    public record SelfPaid(Set<String> payers, Set<String> codes, Period services) {
        public SelfPaid {
            payers = Set.copyOf(payers);
            codes = Set.copyOf(codes);
        }
    }

    public static Optional<SelfPaid> selfPaid(Consent consent) {
        if (consent.getStatus() != ConsentState.ACTIVE || !isSelfPay(consent)) {
            return Optional.empty();
        }
        ProvisionComponent deny = consent.getProvision();
        Set<String> payers = deny.getActor().stream()
                .flatMap(actor -> References.literal(actor.getReference()).stream())
                .collect(Collectors.toSet());
        return Optional.of(new SelfPaid(payers, tokens(deny.getCode()), lasting(Periods.of(deny.getDataPeriod()))));
    }

    /** As a deny does: a period that contains nothing binds for ever. */
    private static Period lasting(Period period) {
        return period.equals(Periods.NEVER) ? Period.ALWAYS : period;
    }

    private static Set<String> codes(List<Coding> codings, String system) {
        return codings.stream()
                .filter(coding -> system.equals(coding.getSystem()))
                .map(Coding::getCode)
                .collect(Collectors.toSet());
    }

    private static Set<String> tokens(List<CodeableConcept> concepts) {
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .map(coding -> coding.getSystem() + "|" + coding.getCode())
                .collect(Collectors.toSet());
    }
}
