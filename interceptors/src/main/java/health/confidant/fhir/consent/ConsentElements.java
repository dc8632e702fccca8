package health.confidant.fhir.consent;

import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.fhir.References;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * The elements of a written consent (42 CFR 2.31(a)) that a Consent lacks on its face. Without any of them nothing may
 * be disclosed on it (42 CFR 2.31(c)(2)); what it denies holds all the same.
 *
 * <p>Elements (6), (10) and (4)(iii) are statements of the form: they are there when {@code Consent.policy} names a
 * published wording that has them ({@link Wordings}).
 */
public final class ConsentElements {
    private static final Set<Purpose> TPO = EnumSet.of(Purpose.TREAT, Purpose.HPAYMT, Purpose.HOPERAT);

    private ConsentElements() {}

    /** One line for each deficiency, beginning with its paragraph; empty also for a Consent that permits nothing. */
    public static List<String> missing(Consent consent) {
        List<ProvisionComponent> permits = Provisions.permits(consent);
        if (permits.isEmpty()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        require(named(List.of(consent.getPatient())), "2.31(a)(1): the patient (Consent.patient)", missing);
        require(
                named(consent.getOrganization()),
                "2.31(a)(2): who may make the disclosure (Consent.organization)",
                missing);
        permits.forEach(permit -> provision(permit, Provisions.selectors(consent, permit), missing));
        statements(consent, permits, missing);
        require(named(consent.getPerformer()), "2.31(a)(8): who signed (Consent.performer)", missing);
        require(signedForm(consent), "2.31(a)(8): the signed form (Consent.source[x])", missing);
        require(consent.hasDateTime(), "2.31(a)(9): the date signed (Consent.dateTime)", missing);
        alone(consent, permits, missing);
        require(
                consent.getVerification().stream().allMatch(check -> check.getVerified()),
                "2.31(c)(4): nothing is disclosed on a consent that is known to be false (Consent.verification)",
                missing);
        return missing.stream().distinct().toList();
    }

    private static void provision(ProvisionComponent permit, Selectors selectors, List<String> missing) {
        Set<Purpose> purposes = selectors.purposes();
        require(
                selectors.describes(),
                "2.31(a)(3): what may be disclosed (provision.securityLabel, class, code, data or dataPeriod)",
                missing);
        require(!selectors.recipients().isEmpty(), "2.31(a)(4): the recipients (provision.actor, role IRCP)", missing);
        require(
                Intermediaries.isLimited(permit, purposes),
                "2.31(a)(4)(ii): an intermediary goes with its named members, or for treatment alone with those who"
                        + " treat the patient (provision.actor)",
                missing);
        require(!purposes.isEmpty(), "2.31(a)(5): each purpose (provision.purpose)", missing);
        require(
                !selectors.period().end().equals(Period.ALWAYS.end()) || Expiry.mayStayOpen(permit, purposes),
                "2.31(a)(7): when it expires (provision.period.end); only treatment, payment and operations may go"
                        + " without, and research until the end of the study",
                missing);
    }

    private static void statements(Consent consent, List<ProvisionComponent> permits, List<String> missing) {
        Set<String> said = Wordings.published().statements(consent);
        List<String> needed = new ArrayList<>(List.of("2.31(a)(6): the right to revoke"));
        boolean tpo = permits.stream()
                .anyMatch(permit -> !Collections.disjoint(
                        Provisions.selectors(consent, permit).purposes(), TPO));
        if (tpo) {
            needed.add("2.31(a)(4)(iii): that records may be redisclosed as HIPAA permits");
            needed.add("2.31(a)(10)(i): that records may no longer be protected once redisclosed");
            needed.add("2.31(a)(10)(ii): what follows from refusing");
        }
        for (String statement : needed) {
            require(
                    said.contains(statement.substring(0, statement.indexOf(':'))),
                    statement + " (Consent.policy.uri: a published wording that says so)",
                    missing);
        }
    }

    /** 42 CFR 2.31(b)(2) and (d): some consents stand alone, in one provision and beside each other. */
    private static void alone(Consent consent, List<ProvisionComponent> permits, List<String> missing) {
        List<Set<Label>> labels = permits.stream()
                .map(permit -> Provisions.selectors(consent, permit).labels())
                .toList();
        boolean notes = labels.stream().anyMatch(each -> each.contains(Label.SUD_COUNSELING_NOTE));
        require(
                !notes || labels.stream().allMatch(Set.of(Label.SUD_COUNSELING_NOTE)::equals),
                "2.31(b)(2): a consent for SUD counseling notes may not be combined with any other",
                missing);
        Set<Purpose> purposes = permits.stream()
                .flatMap(permit -> Provisions.selectors(consent, permit).purposes().stream())
                .collect(Collectors.toSet());
        require(
                purposes.size() <= 1 || !purposes.contains(Purpose.HLEGAL),
                "2.31(d): a consent for legal proceedings may not be combined with any other purpose",
                missing);
    }

    private static boolean named(List<Reference> references) {
        return references.stream()
                .anyMatch(reference -> References.literal(reference).isPresent());
    }

    private static boolean signedForm(Consent consent) {
        if (consent.hasSourceReference()) {
            return References.literal(consent.getSourceReference()).isPresent();
        }
        return consent.hasSourceAttachment()
                && (consent.getSourceAttachment().hasData()
                        || consent.getSourceAttachment().hasUrl());
    }

    private static void require(boolean present, String element, List<String> missing) {
        if (!present) {
            missing.add(element);
        }
    }
}
