package health.confidant.fhir.consent;

import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.fhir.References;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * The elements of a written consent (42 CFR 2.31(a)) that a Consent lacks on its face. Without any of them nothing may
 * be disclosed on it (42 CFR 2.31(c)(2)); what it denies holds all the same.
 *
 * <p>Elements (3), (6) and (10) are words of the signed form and are covered by requiring that form.
 */
public final class ConsentElements {
    private static final Set<Purpose> TPO = EnumSet.of(Purpose.TREAT, Purpose.HPAYMT, Purpose.HOPERAT);

    private ConsentElements() {}

    /** One line for each deficiency, beginning with its paragraph; empty also for a Consent that permits nothing. */
    public static List<String> missing(Consent consent) {
        List<ProvisionComponent> permits = Provisions.of(consent).stream()
                .filter(provision -> provision.getType() == ConsentProvisionType.PERMIT)
                .toList();
        if (permits.isEmpty()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        require(named(List.of(consent.getPatient())), "2.31(a)(1): the patient (Consent.patient)", missing);
        require(
                named(consent.getOrganization()),
                "2.31(a)(2): who may make the disclosure (Consent.organization)",
                missing);
        permits.forEach(permit -> provision(consent, permit, missing));
        require(named(consent.getPerformer()), "2.31(a)(8): who signed (Consent.performer)", missing);
        require(signedForm(consent), "2.31(a)(8): the signed form (Consent.source[x])", missing);
        require(consent.hasDateTime(), "2.31(a)(9): the date signed (Consent.dateTime)", missing);
        return missing.stream().distinct().toList();
    }

    private static void provision(Consent consent, ProvisionComponent permit, List<String> missing) {
        Selectors own = Selectors.of(permit);
        Selectors selectors = permit == consent.getProvision() ? own : own.within(Selectors.of(consent.getProvision()));
        Set<Purpose> purposes = selectors.purposes();
        Set<Label> labels = selectors.labels();
        require(!selectors.recipients().isEmpty(), "2.31(a)(4): the recipients (provision.actor, role IRCP)", missing);
        require(!purposes.isEmpty(), "2.31(a)(5): each purpose (provision.purpose)", missing);
        require(
                !selectors.period().end().equals(Period.ALWAYS.end()) || TPO.containsAll(purposes),
                "2.31(a)(7): when it expires (provision.period.end); only treatment, payment and operations may go"
                        + " without",
                missing);
        require(
                labels.size() == 1 || !labels.contains(Label.SUD_COUNSELING_NOTE),
                "2.31(b)(2): a consent for SUD counseling notes may not be combined with any other",
                missing);
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
