package health.confidant.fhir.consent;

import static health.confidant.fhir.consent.TestConsents.*;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Purpose;
import health.confidant.fhir.CodeSystems;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.junit.jupiter.api.Test;

class ConsentElementsTest {
    private static String deficiency(ProvisionComponent root) {
        List<String> missing = ConsentElements.missing(signed(root));
        assertThat(missing).hasSize(1);
        return missing.get(0).substring(0, missing.get(0).indexOf(':'));
    }

    @Test
    void aWholeConsentLacksNothing() {
        assertThat(ConsentElements.missing(signed(tpo()))).isEmpty();
        assertThat(ConsentElements.missing(signed(until(permit("Practitioner/x", Purpose.HRESCH), "2027"))))
                .isEmpty();
    }

    @Test
    void eachElementIsNamedByItsParagraph() {
        Map<String, Consumer<Consent>> without = Map.of(
                "2.31(a)(1)", consent -> consent.setPatient(null),
                "2.31(a)(2)", consent -> consent.setOrganization(null),
                "2.31(a)(4)", consent -> consent.getProvision().setActor(null),
                "2.31(a)(5)", consent -> consent.getProvision().setPurpose(null),
                "2.31(a)(8)", consent -> consent.setSource(new Attachment().setTitle("none")),
                "2.31(a)(9)", consent -> consent.setDateTime(null));
        without.forEach((paragraph, remove) -> {
            Consent consent = signed(until(tpo(), "2027"));
            remove.accept(consent);
            assertThat(ConsentElements.missing(consent))
                    .as(paragraph)
                    .singleElement()
                    .asString()
                    .startsWith(paragraph + ":");
            assertThat(ConsentProvisions.of(consent)).as(paragraph).isEmpty();
        });
        Consent unsigned = signed(tpo()).setPerformer(null);
        assertThat(ConsentElements.missing(unsigned)).singleElement().asString().startsWith("2.31(a)(8):");
    }

    @Test
    void whatIsDisclosedIsDescribed() {
        Consent vague = signed(until(tpo(), "2027"));
        vague.getProvision().setSecurityLabel(null);
        assertThat(ConsentElements.missing(vague)).singleElement().asString().startsWith("2.31(a)(3):");
    }

    @Test
    void statementsAreThoseOfThePublishedWording() {
        Consent unknown = signed(tpo());
        unknown.getPolicyFirstRep().setUri("https://example.org/our-own-form");
        assertThat(ConsentElements.missing(unknown))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("2.31(a)(6)", "2.31(a)(4)(iii)", "2.31(a)(10)(i)", "2.31(a)(10)(ii)");
        Consent research = signed(until(permit("Practitioner/x", Purpose.HRESCH), "2027"));
        research.getPolicyFirstRep().setUri("https://confidant.health/policy/research-consent/2026-02");
        assertThat(ConsentElements.missing(research)).isEmpty();
    }

    @Test
    void researchMayLastUntilTheEndOfTheStudy() {
        ProvisionComponent study = permit("Organization/study", Purpose.HRESCH);
        assertThat(deficiency(study)).isEqualTo("2.31(a)(7)");
        study.addExtension(Expiry.EVENT, new org.hl7.fhir.r4.model.CodeType("end-of-research-study"));
        assertThat(ConsentElements.missing(signed(study))).isEmpty();
        ProvisionComponent both = permit("Organization/study", Purpose.HRESCH, Purpose.TREAT);
        both.addExtension(Expiry.EVENT, new org.hl7.fhir.r4.model.CodeType("end-of-research-study"));
        assertThat(deficiency(both)).isEqualTo("2.31(a)(7)");
    }

    @Test
    void anIntermediaryGoesWithItsMembersOrWithThoseWhoTreat() {
        ProvisionComponent exchange = permit("Organization/exchange", Purpose.TREAT, Purpose.HPAYMT);
        exchange.getActorFirstRep().getRole().addCoding(new Coding(CodeSystems.RECIPIENT_KIND, "intermediary", null));
        assertThat(deficiency(exchange)).isEqualTo("2.31(a)(4)(ii)");
        exchange.addActor(permit("Organization/member").getActorFirstRep());
        assertThat(ConsentElements.missing(signed(exchange))).isEmpty();
        ProvisionComponent general = permit("Organization/exchange", Purpose.TREAT);
        general.getActorFirstRep()
                .getRole()
                .addCoding(new Coding(CodeSystems.RECIPIENT_KIND, "intermediary-treating-members", null));
        assertThat(ConsentElements.missing(signed(general))).isEmpty();
        general.addPurpose(new Coding(CodeSystems.ACT_REASON, "HPAYMT", null));
        assertThat(deficiency(general)).isEqualTo("2.31(a)(4)(ii)");
    }

    @Test
    void whatIsKnownToBeFalseGivesNothing() {
        Consent forged = signed(tpo());
        forged.addVerification().setVerified(false);
        assertThat(ConsentElements.missing(forged)).singleElement().asString().startsWith("2.31(c)(4):");
    }

    @Test
    void onlyTreatmentPaymentAndOperationsMayGoWithoutAnEnd() {
        assertThat(deficiency(permit("Practitioner/x", Purpose.TREAT, Purpose.HRESCH)))
                .isEqualTo("2.31(a)(7)");
    }

    @Test
    void proceedingsAndCounselingNotesAreNotCombined() {
        assertThat(deficiency(until(permit("Practitioner/x", Purpose.TREAT, Purpose.HLEGAL), "2027")))
                .isEqualTo("2.31(d)");
        ProvisionComponent notes = permit("Practitioner/x", Purpose.TREAT);
        label(notes, CodeSystems.NOTE_CLASS, "sud-counseling-note");
        assertThat(ConsentElements.missing(signed(notes))).isEmpty();
        label(notes, CodeSystems.ACT_CODE, "SUD");
        assertThat(deficiency(notes)).isEqualTo("2.31(b)(2)");
        ProvisionComponent apart = deny(null);
        apart.addProvision(
                label(permit("Practitioner/x", Purpose.TREAT), CodeSystems.NOTE_CLASS, "sud-counseling-note"));
        apart.addProvision(label(permit("Practitioner/x", Purpose.TREAT), CodeSystems.ACT_CODE, "SUD"));
        assertThat(deficiency(apart)).isEqualTo("2.31(b)(2)");
    }

    @Test
    void aDenialNeedsNoElement() {
        assertThat(ConsentElements.missing(new Consent().setProvision(deny(null))))
                .isEmpty();
    }
}
