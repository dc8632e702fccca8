package health.confidant.fhir.consent;

import static health.confidant.fhir.consent.TestConsents.*;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.label.Label;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class ConsentProvisionsTest {
    private static final Set<Purpose> TPO = EnumSet.of(Purpose.TREAT, Purpose.HPAYMT, Purpose.HOPERAT);
    /** Selectors that the engine has no words for. */
    private static final List<Consumer<ProvisionComponent>> UNKNOWN = List.of(
            provision -> provision.addClass_(new Coding("urn:oid:1.2.3", "1.2.3", null)),
            provision -> provision.addCode(new CodeableConcept().setText("my drinking")),
            provision -> provision
                    .addData()
                    .setMeaning(Consent.ConsentDataMeaning.RELATED)
                    .setReference(new Reference("https://elsewhere.example/fhir/Encounter/e")),
            provision -> provision.setDataPeriod(new org.hl7.fhir.r4.model.Period()
                    .setStartElement(new org.hl7.fhir.r4.model.DateTimeType("2026"))
                    .setEndElement(new org.hl7.fhir.r4.model.DateTimeType("2025"))),
            provision -> provision.addAction(new CodeableConcept(
                    new Coding("http://terminology.hl7.org/CodeSystem/consentaction", "use", null))),
            provision -> provision.addPurpose(new Coding(CodeSystems.ACT_REASON, "ETREAT", null)),
            provision -> label(provision, CodeSystems.ACT_CODE, "HIV"),
            provision -> provision
                    .addActor()
                    .setRole(new CodeableConcept(new Coding(CodeSystems.PARTICIPATION_TYPE, "IRCP", null)))
                    .setReference(new Reference().setDisplay("my doctors")),
            provision -> provision.addModifierExtension(
                    new org.hl7.fhir.r4.model.Extension("https://example.org/not", new Coding())));

    private static List<ProvisionDraft> drafts(ProvisionComponent root) {
        return ConsentProvisions.of(signed(root));
    }

    private static ProvisionDraft only(ProvisionComponent root) {
        List<ProvisionDraft> drafts = drafts(root);
        assertThat(drafts).hasSize(1);
        return drafts.get(0);
    }

    @Test
    void readsAPermit() {
        ProvisionComponent root = until(permit("Practitioner/kim/_history/4", Purpose.TREAT), "2026-06-02");
        label(root, CodeSystems.TRACK, "couples");
        assertThat(drafts(root))
                .containsExactly(new ProvisionDraft(
                        0,
                        Effect.PERMIT,
                        Set.of("Practitioner/kim"),
                        Set.of(Purpose.TREAT),
                        Set.of(Track.COUPLES),
                        Set.of(),
                        new Period(Instant.MIN, Instant.parse("2026-06-03T00:00:00Z")),
                        ContentSelector.ANYTHING,
                        ProvisionDraft.NONE));
    }

    @Test
    void onlyActiveConsentsSpeak() {
        for (Consent.ConsentState state : Consent.ConsentState.values()) {
            boolean speaks =
                    !ConsentProvisions.of(signed(tpo()).setStatus(state)).isEmpty();
            assertThat(speaks).as(state.name()).isEqualTo(state == Consent.ConsentState.ACTIVE);
        }
    }

    @Test
    void aMissingTypeDenies() {
        assertThat(only(tpo().setType(null)).effect()).isEqualTo(Effect.DENY);
        ProvisionComponent root = tpo();
        root.addProvision();
        assertThat(drafts(root)).extracting(ProvisionDraft::effect).containsExactly(Effect.PERMIT, Effect.DENY);
    }

    @Test
    void aNestedDenyKeepsTheRootsSelectorsWhereItHasNone() {
        ProvisionComponent root = tpo();
        root.addProvision(label(deny(null), CodeSystems.ACT_CODE, "PSYTHPN"));
        root.addProvision(deny(null, Purpose.HLEGAL));
        List<ProvisionDraft> drafts = drafts(root);
        assertThat(drafts).extracting(ProvisionDraft::index).containsExactly(0, 1, 2);
        assertThat(drafts.get(1).recipients()).containsExactly("Organization/payer");
        assertThat(drafts.get(1).purposes()).isEqualTo(TPO);
        assertThat(drafts.get(1).labels()).containsExactly(Label.PSYTHPN);
        assertThat(drafts.get(2).purposes()).containsExactly(Purpose.HLEGAL);
    }

    @Test
    void unknownSelectorsCloseAPermit() {
        for (Consumer<ProvisionComponent> selector : UNKNOWN) {
            ProvisionComponent root = tpo();
            selector.accept(root);
            assertThat(drafts(root))
                    .as("selector %d", UNKNOWN.indexOf(selector))
                    .isEmpty();
        }
        ProvisionComponent deep = tpo();
        deep.addProvision().setType(Consent.ConsentProvisionType.PERMIT).addProvision(deny(null));
        assertThat(drafts(deep)).isEmpty();
    }

    @Test
    void unknownSelectorsWidenADeny() {
        for (Consumer<ProvisionComponent> selector : UNKNOWN) {
            ProvisionComponent root = deny("Organization/payer", Purpose.HPAYMT);
            selector.accept(root);
            ProvisionDraft deny = only(root);
            String which = "selector " + UNKNOWN.indexOf(selector);
            assertThat(deny.effect()).as(which).isEqualTo(Effect.DENY);
            assertThat(deny.labels()).as(which).isEmpty();
            assertThat(deny.recipients().isEmpty() || deny.recipients().contains("Organization/payer"))
                    .as(which)
                    .isTrue();
            assertThat(deny.purposes().isEmpty() || deny.purposes().contains(Purpose.HPAYMT))
                    .as(which)
                    .isTrue();
        }
        ProvisionComponent unknownPurpose = deny("Organization/payer", Purpose.HPAYMT);
        unknownPurpose.addPurpose(new Coding(CodeSystems.ACT_REASON, "ETREAT", null));
        assertThat(only(unknownPurpose).purposes()).isEmpty();
    }

    @Test
    void aPurposeOfAnotherSystemIsUnknown() {
        ProvisionComponent root = permit("Practitioner/kim");
        root.addPurpose(new Coding("https://example.org/reasons", "TREAT", null));
        assertThat(drafts(root)).isEmpty();
    }

    @Test
    void aHalfValidConsentStillDenies() {
        ProvisionComponent root = tpo();
        root.addProvision(deny(null, Purpose.HPAYMT));
        Consent unsigned = signed(root).setDateTime(null);
        assertThat(ConsentProvisions.of(unsigned)).singleElement().satisfies(draft -> {
            assertThat(draft.effect()).isEqualTo(Effect.DENY);
            assertThat(draft.index()).isZero();
        });
    }

    @Test
    void sensitivityIsExpandedAndConfidentialityMeansOrLower() {
        for (String code : List.of("SUD", "ETH")) {
            assertThat(only(label(deny(null), CodeSystems.ACT_CODE, code)).labels())
                    .containsExactlyInAnyOrder(Label.SUD, Label.ETHUD, Label.OPIOIDUD);
        }
        assertThat(only(label(tpo(), CodeSystems.CONFIDENTIALITY, "R")).labels())
                .containsExactlyInAnyOrder(Label.NORMAL, Label.RESTRICTED);
        assertThat(only(label(deny(null), CodeSystems.CONFIDENTIALITY, "R")).labels())
                .isEmpty();
    }

    @Test
    void aNestedPermitIsAnExceptionToItsDeny() {
        ProvisionComponent root = deny(null);
        root.addProvision(label(permit("Practitioner/kim", Purpose.TREAT), CodeSystems.TRACK, "individual"));
        List<ProvisionDraft> drafts = drafts(root);
        assertThat(drafts).extracting(ProvisionDraft::effect).containsExactly(Effect.DENY, Effect.PERMIT);
        assertThat(drafts).extracting(ProvisionDraft::exceptionTo).containsExactly(ProvisionDraft.NONE, 0);
        assertThat(drafts.get(1).recipients()).containsExactly("Practitioner/kim");
    }

    /** R4: a level means that level or lower; in a deny it means every level, and that is not the exception's. */
    @Test
    void aLevelOfTheRootIsReadAsWhatTheNestedRuleIs() {
        ProvisionComponent closing = label(deny("Organization/payer"), CodeSystems.CONFIDENTIALITY, "R");
        closing.addProvision(
                label(until(permit("Practitioner/kim", Purpose.TREAT), "2026-06-02"), CodeSystems.TRACK, "individual"));
        closing.addProvision(until(permit("Practitioner/lee", Purpose.TREAT), "2026-06-02"));
        List<ProvisionDraft> drafts = drafts(closing);
        assertThat(drafts)
                .extracting(ProvisionDraft::effect)
                .containsExactly(Effect.DENY, Effect.PERMIT, Effect.PERMIT);
        assertThat(drafts.get(0).labels()).isEmpty();
        assertThat(drafts.get(1).tracks()).containsExactly(Track.INDIVIDUAL);
        assertThat(drafts.get(1).labels()).isEmpty();
        assertThat(drafts.get(2).labels()).containsExactlyInAnyOrder(Label.NORMAL, Label.RESTRICTED);

        ProvisionComponent opening = label(tpo(), CodeSystems.CONFIDENTIALITY, "R");
        opening.addProvision(deny("Organization/payer"));
        assertThat(drafts(opening).get(0).labels()).containsExactlyInAnyOrder(Label.NORMAL, Label.RESTRICTED);
        assertThat(drafts(opening).get(1).labels()).isEmpty();
    }

    @Test
    void anExceptionThatLacksAnElementLeavesTheDenyWhole() {
        ProvisionComponent root = deny(null);
        root.addProvision(permit("Practitioner/kim", Purpose.TREAT));
        assertThat(only(root).effect()).isEqualTo(Effect.DENY);
        assertThat(only(root).purposes()).isEmpty();
    }

    @Test
    void selectorsOfContentAreKeptAndInherited() {
        ProvisionComponent root = tpo();
        root.addClass_(new Coding(CodeSystems.RESOURCE_TYPES, "Observation", null));
        root.addProvision(deny(null).addCode(new CodeableConcept(new Coding("http://loinc.org", "75626-2", null))));
        List<ProvisionDraft> drafts = drafts(root);
        assertThat(drafts.get(0).content().classes()).containsExactly("Observation");
        assertThat(drafts.get(1).content().classes()).containsExactly("Observation");
        assertThat(drafts.get(1).content().codes()).containsExactly("http://loinc.org|75626-2");
    }

    @Test
    void aPeriodWithNothingInItGivesNoPermitAndALastingDeny() {
        ProvisionComponent permit = until(tpo(), "2026-01-01");
        permit.getPeriod().setStartElement(new org.hl7.fhir.r4.model.DateTimeType("2026-02-01"));
        assertThat(drafts(permit)).isEmpty();
        assertThat(only(permit.copy().setType(Consent.ConsentProvisionType.DENY))
                        .period())
                .isEqualTo(Period.ALWAYS);
    }
}
