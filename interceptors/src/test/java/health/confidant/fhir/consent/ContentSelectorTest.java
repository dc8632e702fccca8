package health.confidant.fhir.consent;

import static health.confidant.fhir.consent.TestConsents.deny;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.fhir.CodeSystems;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Requirements 24, 25. */
class ContentSelectorTest {
    private static Observation test() {
        Observation test = new Observation();
        test.setId("Observation/test");
        test.getCode().addCoding(new Coding(CodeSystems.LOINC, "75626-2", null));
        test.setEncounter(new Reference("Encounter/visit"));
        test.addPerformer(new Reference("Practitioner/kim"));
        test.setEffective(new DateTimeType("2026-05-01"));
        return test;
    }

    private static boolean matches(ProvisionComponent provision, Resource resource, Effect effect) {
        return ContentSelector.of(provision)
                .orElseThrow()
                .matches(
                        RecordContent.of(resource),
                        effect,
                        named -> named.equals("Encounter/visit") ? Set.of("Observation/test") : Set.of());
    }

    private static boolean matches(ProvisionComponent provision) {
        return matches(provision, test(), Effect.PERMIT);
    }

    private static ProvisionComponent data(ConsentDataMeaning meaning, String reference) {
        ProvisionComponent provision = deny(null);
        provision.addData().setMeaning(meaning).setReference(new Reference(reference));
        return provision;
    }

    private static ProvisionComponent dated(String start, String end) {
        return deny(null)
                .setDataPeriod(new Period()
                        .setStartElement(start == null ? null : new DateTimeType(start))
                        .setEndElement(end == null ? null : new DateTimeType(end)));
    }

    @Test
    void nothingSaidSelectsEverything() {
        assertThat(matches(deny(null))).isTrue();
        assertThat(ContentSelector.of(deny(null)).orElseThrow().isEmpty()).isTrue();
    }

    /** A permit does not hand out the directive that gives it; what a directive denies, it does not tell either. */
    @Test
    void whatADirectiveSelectsByIsReachedByDenialsAlone() {
        CodeableConcept alcohol = new CodeableConcept(new Coding(CodeSystems.LOINC, "75626-2", null));
        ProvisionComponent byCode = deny(null).addCode(alcohol);
        Consent directive = TestConsents.signed(byCode);
        directive.setId("Consent/directive");
        assertThat(matches(byCode, directive, Effect.PERMIT)).isFalse();
        assertThat(matches(byCode, directive, Effect.DENY)).isTrue();
        ProvisionComponent byData = data(ConsentDataMeaning.DEPENDENTS, "Observation/test");
        Consent other = TestConsents.signed(byData);
        other.setId("Consent/other");
        assertThat(matches(byData, other, Effect.PERMIT)).isFalse();
        assertThat(matches(byData, other, Effect.DENY)).isTrue();
    }

    @Test
    void classIsAResourceTypeOrAKindOfDocument() {
        assertThat(matches(deny(null).addClass_(new Coding(CodeSystems.RESOURCE_TYPES, "Observation", null))))
                .isTrue();
        assertThat(matches(deny(null).addClass_(new Coding(CodeSystems.RESOURCE_TYPES, "Condition", null))))
                .isFalse();
        DocumentReference note = new DocumentReference();
        note.setId("DocumentReference/note");
        note.getType().addCoding(new Coding(CodeSystems.LOINC, "11488-4", null));
        assertThat(matches(deny(null).addClass_(new Coding(CodeSystems.LOINC, "11488-4", null)), note, Effect.PERMIT))
                .isTrue();
    }

    @Test
    void valuesOfAnElementAreOredAndElementsAnded() {
        ProvisionComponent either = deny(null)
                .addClass_(new Coding(CodeSystems.RESOURCE_TYPES, "Observation", null))
                .addClass_(new Coding(CodeSystems.RESOURCE_TYPES, "Condition", null));
        assertThat(matches(either)).isTrue();
        either.addCode(new CodeableConcept(new Coding(CodeSystems.LOINC, "other", null)));
        assertThat(matches(either)).isFalse();
        either.addCode(new CodeableConcept(new Coding(CodeSystems.LOINC, "75626-2", null)));
        assertThat(matches(either)).isTrue();
    }

    @Test
    void dataMeansWhatR4Says() {
        assertThat(matches(data(ConsentDataMeaning.INSTANCE, "Observation/test")))
                .isTrue();
        assertThat(matches(data(ConsentDataMeaning.INSTANCE, "Encounter/visit")))
                .isFalse();
        assertThat(matches(data(ConsentDataMeaning.DEPENDENTS, "Encounter/visit")))
                .isTrue();
        assertThat(matches(data(ConsentDataMeaning.DEPENDENTS, "Encounter/other")))
                .isFalse();
        assertThat(matches(data(ConsentDataMeaning.RELATED, "Encounter/visit"))).isTrue();
        assertThat(matches(data(ConsentDataMeaning.RELATED, "Encounter/other"))).isFalse();
        assertThat(matches(data(ConsentDataMeaning.AUTHOREDBY, "Practitioner/kim")))
                .isTrue();
        assertThat(matches(data(ConsentDataMeaning.AUTHOREDBY, "Practitioner/lee")))
                .isFalse();
    }

    @Test
    void dataPeriodIsTheDateOfTheDataAtItsPrecision() {
        assertThat(matches(dated("2026-05-01", "2026-05-01"))).isTrue();
        assertThat(matches(dated("2026-05", null))).isTrue();
        assertThat(matches(dated("2026-05-02", null))).isFalse();
        assertThat(matches(dated(null, "2026-04-30"))).isFalse();
    }

    @Test
    void aRecordAcrossTheBorderIsDeniedAndNotPermitted() {
        Observation week = test();
        week.setEffective(new Period()
                .setStartElement(new DateTimeType("2026-05-01"))
                .setEndElement(new DateTimeType("2026-05-07")));
        assertThat(matches(dated("2026-05-03", null), week, Effect.PERMIT)).isFalse();
        assertThat(matches(dated("2026-05-03", null), week, Effect.DENY)).isTrue();
    }

    @Test
    void aRecordWithoutDateIsDeniedAndNotPermitted() {
        Observation undated = test();
        undated.setEffective(null);
        assertThat(matches(dated("2026-05-01", null), undated, Effect.PERMIT)).isFalse();
        assertThat(matches(dated("2026-05-01", null), undated, Effect.DENY)).isTrue();
    }
}
