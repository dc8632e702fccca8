package health.confidant.fhir.label;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.fhir.CodeSystems;
import java.util.List;
import org.hl7.fhir.r4.model.*;
import org.junit.jupiter.api.Test;

class TraitsTest {
    private static final Coding NOTE = new Coding(CodeSystems.NOTE_CLASS, "sud-counseling-note", null);

    @Test
    void findsEveryCodedValue() {
        Observation observation = new Observation()
                .setCode(new CodeableConcept(new Coding("http://loinc.org", "75626-2", null)))
                .setValue(new CodeableConcept(new Coding("http://snomed.info/sct", "7200002", null)));
        observation.addExtension("https://example.org/e", new Coding(null, "local", null));
        observation.getMeta().addSecurity("https://example.org/label", "client", null);
        assertThat(Traits.of(observation).codes())
                .containsExactlyInAnyOrder(
                        new Traits.Code("http://loinc.org", "75626-2"),
                        new Traits.Code("http://snomed.info/sct", "7200002"),
                        new Traits.Code("", "local"));
    }

    @Test
    void saysThatAMessageIsSealedByItsPayloadsAlone() {
        Traits.Code sealed = new Traits.Code("urn:ietf:bcp:13", "application/jose+json");
        Communication message = new Communication();
        message.addCategory(new CodeableConcept(new Coding(sealed.system(), sealed.code(), null)));
        assertThat(Traits.of(message).codes()).isEmpty();
        message.addPayload().setContent(new Attachment().setContentType("application/jose+json"));
        assertThat(Traits.of(message).codes()).containsExactly(sealed);
        message.addPayload().setContent(new StringType("beside it"));
        assertThat(Traits.of(message).codes()).isEmpty();
        assertThat(SealedPayloads.any(message)).isTrue();
        assertThat(SealedPayloads.any(new Communication())).isFalse();
    }

    @Test
    void takesTheNoteClassFromCategoryAndFromMeta() {
        DocumentReference byCategory = new DocumentReference().addCategory(new CodeableConcept(NOTE.copy()));
        DocumentReference byMeta = new DocumentReference();
        byMeta.getMeta().addSecurity(NOTE.copy());
        assertThat(Traits.of(byCategory).noteClasses()).containsExactly("sud-counseling-note");
        assertThat(Traits.of(byMeta).noteClasses()).containsExactly("sud-counseling-note");
        assertThat(Traits.of(new DocumentReference()).noteClasses()).isEmpty();
    }

    @Test
    void namesTheAuthorsInOrderAndOnce() {
        Reference lee = new Reference("Practitioner/lee");
        Reference kim = new Reference("Practitioner/kim/_history/1");
        assertThat(Traits.of(new DocumentReference().addAuthor(lee).addAuthor(kim))
                        .authors())
                .isEqualTo(List.of("Practitioner/lee", "Practitioner/kim"));
        assertThat(Traits.of(new Condition().setRecorder(lee).setAsserter(lee)).authors())
                .isEqualTo(List.of("Practitioner/lee"));
        Encounter encounter = new Encounter();
        encounter.addParticipant().setIndividual(kim);
        assertThat(Traits.of(encounter).authors()).isEqualTo(List.of("Practitioner/kim"));
        Procedure procedure = new Procedure();
        procedure.addPerformer().setActor(lee);
        assertThat(Traits.of(procedure).authors()).isEqualTo(List.of("Practitioner/lee"));
        assertThat(Traits.of(new Coverage()).authors()).isEmpty();
    }
}
