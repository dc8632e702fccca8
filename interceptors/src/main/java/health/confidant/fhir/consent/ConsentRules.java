package health.confidant.fhir.consent;

import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.References;
import health.confidant.fhir.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * What a Consent needs to become active. One that is {@code proposed} or {@code draft} may lack anything: it is kept and
 * enforces nothing. An active one has every element of 42 CFR 2.31, the shape of IHE PCF, and no selector that this
 * server would not keep to the letter.
 */
public final class ConsentRules {
    private static final String AGAIN = " Until then it can be kept as proposed, which enforces nothing.";

    private ConsentRules() {}

    /** @throws Refusal with one issue for each thing that is missing, naming its paragraph or element */
    public static void check(Consent consent) {
        if (consent.getStatus() != ConsentState.ACTIVE) {
            return;
        }
        List<String> shape = shape(consent);
        if (!shape.isEmpty()) {
            throw new Refusal("CONSENT-002", "The active Consent does not have the shape of IHE PCF.", shape, AGAIN);
        }
        List<String> missing = ConsentElements.missing(consent);
        if (!missing.isEmpty()) {
            throw new Refusal("CONSENT-001", "The active Consent lacks what 42 CFR 2.31 asks of it.", missing, AGAIN);
        }
    }

    private static List<String> shape(Consent consent) {
        List<String> wrong = new ArrayList<>();
        require(
                References.literal(consent.getPatient()).isPresent(),
                "2.31(a)(1): the patient (Consent.patient) is a reference",
                wrong);
        require(consent.hasProvision(), "provision: one root rule", wrong);
        require(consent.hasPolicy() || consent.hasPolicyRule(), "policy: the wording it was signed on (ppc-1)", wrong);
        require(!consent.hasModifierExtension(), "modifierExtension: none is understood", wrong);
        if (consent.hasProvision()) {
            require(!Provisions.tooDeep(consent), "provision: at most one level of nested rules", wrong);
            for (ProvisionComponent provision : Provisions.of(consent)) {
                rule(provision, wrong);
                require(
                        provision == consent.getProvision()
                                || provision.getType() != consent.getProvision().getType(),
                        "provision.provision: an exception has the other type than its root",
                        wrong);
            }
        }
        return wrong.stream().distinct().toList();
    }

    private static void rule(ProvisionComponent provision, List<String> wrong) {
        require(provision.hasType(), "provision.type: permit or deny, at the root too", wrong);
        require(!provision.hasAction(), "provision.action: is not told apart here; leave it out", wrong);
        require(
                provision.getActor().stream()
                        .allMatch(actor -> actor.getRole().hasCoding(CodeSystems.PARTICIPATION_TYPE, "IRCP")
                                && References.literal(actor.getReference()).isPresent()),
                "provision.actor: role IRCP (v3-ParticipationType), and a reference",
                wrong);
        require(
                Purposes.of(provision).isPresent(),
                "provision.purpose: TREAT, HPAYMT, HOPERAT, PATRQT, HRESCH, BTG or HLEGAL of v3-ActReason",
                wrong);
        require(
                provision.getSecurityLabel().stream().allMatch(SecurityLabels::isKnown),
                "provision.securityLabel: a label or track that this server assigns",
                wrong);
        require(
                ContentSelector.of(provision).isPresent(),
                "provision.class, code, data, dataPeriod: a resource type or LOINC document type; codes with system; a"
                        + " relative reference; a period that holds something",
                wrong);
    }

    private static void require(boolean held, String rule, List<String> wrong) {
        if (!held) {
            wrong.add(rule);
        }
    }
}
