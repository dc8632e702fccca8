package health.confidant.label;

import static health.confidant.label.Label.ETHUD;
import static health.confidant.label.Label.MASKED;
import static health.confidant.label.Label.NORMAL;
import static health.confidant.label.Label.OPIOIDUD;
import static health.confidant.label.Label.PART2;
import static health.confidant.label.Label.PSYTHPN;
import static health.confidant.label.Label.RESTRICTED;
import static health.confidant.label.Label.SUD;
import static health.confidant.label.Label.SUD_COUNSELING_NOTE;
import static health.confidant.label.Label.VERY_RESTRICTED;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Owner;
import health.confidant.access.Track;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements 1, 2, 4. */
class LabelingServiceTest {
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm|";
    private static final String ASTHMA = ICD + "J45.909";
    private static final LabelingService SERVICE = new LabelingService();

    @ParameterizedTest
    @ValueSource(strings = {"Appointment", "Account", "Claim", "Communication", "Patient", "Observation", "Basic"})
    void classifyWhenTheProgramCreatesItThenIsRestrictedAndPart2WhateverItsCodes(String type) {
        assertThat(own(type, ASTHMA).labels()).containsExactlyInAnyOrder(RESTRICTED, PART2);
    }

    @Test
    void classifyWhenSubstanceUseCodesThenAddsTheSensitivity() {
        assertThat(own("Condition", ICD + "F10.20").labels()).containsExactlyInAnyOrder(RESTRICTED, PART2, SUD, ETHUD);
        assertThat(own("Condition", ICD + "F11.20").labels())
                .containsExactlyInAnyOrder(RESTRICTED, PART2, SUD, OPIOIDUD);
        assertThat(own("Condition", ICD + "F14.10").labels()).containsExactlyInAnyOrder(RESTRICTED, PART2, SUD);
    }

    @Test
    void classifyWhenImportedCodesAreHarmlessThenIsNormal() {
        assertThat(brought("Condition", ASTHMA).labels()).containsExactly(NORMAL);
    }

    @Test
    void classifyWhenAnImportedCodeIsSensitiveThenIsPart2() {
        assertThat(brought("Condition", ASTHMA, ICD + "F10.20").labels())
                .containsExactlyInAnyOrder(RESTRICTED, PART2, SUD, ETHUD);
    }

    @Test
    void classifyWhenAnImportHasNoCodesOrIsTextThenIsPart2() {
        assertThat(brought("Condition").labels()).containsExactlyInAnyOrder(RESTRICTED, PART2);
        assertThat(brought("DocumentReference", "http://loinc.org|11506-3").labels())
                .containsExactlyInAnyOrder(RESTRICTED, PART2);
    }

    @Test
    void classifyWhenCounselingNoteThenIsVeryRestrictedAndKeepsItsAuthor() {
        Classification note = SERVICE.classify(traits("DocumentReference", "", Set.of("sud-counseling-note")));

        assertThat(note.labels()).containsExactlyInAnyOrder(VERY_RESTRICTED, PSYTHPN, SUD_COUNSELING_NOTE, PART2);
        assertThat(note.author()).isEqualTo("Practitioner/kim");
        assertThat(note.track()).isEqualTo(Track.INDIVIDUAL);
    }

    @Test
    void classifyWhenNoCounselingNoteThenForgetsTheAuthor() {
        assertThat(SERVICE.classify(traits("DocumentReference", "", Set.of("other")))
                        .author())
                .isEmpty();
    }

    @Test
    void classifyWhenDirectoryThenIsNormalAndNoPart2() {
        Classification directory = SERVICE.classify(new ResourceTraits(
                "Practitioner",
                Owner.Kind.DIRECTORY,
                Set.of(ICD + "F10.20"),
                Set.of(),
                List.of(),
                "hospital-ehr",
                Optional.of(Track.COUPLES)));

        assertThat(directory).isEqualTo(new Classification(Track.GENERAL, Set.of(NORMAL), "hospital-ehr", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "Claim,BILLING",
        "ClaimResponse,BILLING",
        "Coverage,BILLING",
        "CoverageEligibilityRequest,BILLING",
        "CoverageEligibilityResponse,BILLING",
        "ExplanationOfBenefit,BILLING",
        "Account,BILLING",
        "Invoice,BILLING",
        "PaymentNotice,BILLING",
        "PaymentReconciliation,BILLING",
        "ChargeItem,BILLING",
        "Consent,PRIVACY",
        "Contract,PRIVACY",
        "Task,PRIVACY",
        "Patient,GENERAL",
        "RelatedPerson,GENERAL",
        "Person,GENERAL",
        "CareTeam,GENERAL",
        "Group,GENERAL",
        "Appointment,GENERAL",
        "AppointmentResponse,GENERAL",
        "Schedule,GENERAL",
        "Slot,GENERAL",
        "Observation,COUPLES",
        "Unknown,COUPLES"
    })
    void classifyWhenTypeIsGivenThenHasItsTrack(String type, Track track) {
        ResourceTraits traits = new ResourceTraits(
                type, Owner.Kind.PATIENT, Set.of(), Set.of(), List.of(), "", Optional.of(Track.COUPLES));

        assertThat(SERVICE.classify(traits).track()).isEqualTo(track);
    }

    @Test
    void classifyWhenClinicalThenHasTheTrackOfTheCoupleTheAuthorOrTheIndividual() {
        assertThat(track(Owner.Kind.COUPLE, Optional.of(Track.INDIVIDUAL))).isEqualTo(Track.COUPLES);
        assertThat(track(Owner.Kind.PATIENT, Optional.of(Track.COUPLES))).isEqualTo(Track.COUPLES);
        assertThat(track(Owner.Kind.PATIENT, Optional.of(Track.BILLING))).isEqualTo(Track.INDIVIDUAL);
        assertThat(track(Owner.Kind.PATIENT, Optional.empty())).isEqualTo(Track.INDIVIDUAL);
    }

    @Test
    void classifyWhenPaperThatAConsentRestsOnThenLiesWithTheConsent() {
        assertThat(own("DocumentReference", "http://loinc.org|59284-0").track()).isEqualTo(Track.PRIVACY);
    }

    @Test
    void classifyWhenAMessageIsEncryptedByItsAuthorThenIsMaskedOnItsTrack() {
        Classification message = own("Communication", "urn:ietf:bcp:13|application/jose+json");

        assertThat(message.labels()).containsExactlyInAnyOrder(RESTRICTED, PART2, MASKED);
        assertThat(message.track()).isEqualTo(Track.INDIVIDUAL);
        assertThat(own("DocumentReference", "urn:ietf:bcp:13|application/jose+json")
                        .labels())
                .doesNotContain(MASKED);
    }

    @Test
    void classifyWhenConsentSpeaksOfCounselingNotesThenIsNone() {
        assertThat(SERVICE.classify(traits("Consent", "", Set.of("sud-counseling-note")))
                        .labels())
                .containsExactlyInAnyOrder(RESTRICTED, PART2);
    }

    @Provide
    Arbitrary<ResourceTraits> traits() {
        return Combinators.combine(
                        Arbitraries.of("Condition", "DocumentReference", "Claim", "Patient", "Consent"),
                        Arbitraries.of(Owner.Kind.class),
                        Arbitraries.of(ASTHMA, ICD + "F10.20", ICD + "F11.1", "|x")
                                .set()
                                .ofMaxSize(3),
                        Arbitraries.of("sud-counseling-note", "other").set().ofMaxSize(2),
                        Arbitraries.of("Practitioner/kim").list().ofMaxSize(1),
                        Arbitraries.of("", "hospital-ehr"),
                        Arbitraries.of(Track.class).optional())
                .as(ResourceTraits::new);
    }

    @Property
    void classifyWhenAnythingThenHasExactlyOneConfidentialityAndPart2IsNeverNormal(
            @ForAll("traits") ResourceTraits traits) {
        Set<Label> labels = SERVICE.classify(traits).labels();

        assertThat(labels)
                .filteredOn(Set.of(NORMAL, RESTRICTED, VERY_RESTRICTED)::contains)
                .hasSize(1);
        assertThat(labels.contains(PART2)).isEqualTo(!labels.contains(NORMAL));
        assertThat(labels.contains(VERY_RESTRICTED)).isEqualTo(labels.contains(SUD_COUNSELING_NOTE));
    }

    @Property
    void classifyWhenPatientsOrCouplesAndTheProgramsOwnThenIsAlwaysPart2(@ForAll("traits") ResourceTraits traits) {
        if (traits.owner() != Owner.Kind.DIRECTORY && traits.source().isEmpty()) {
            assertThat(SERVICE.classify(traits).labels()).contains(PART2);
        }
    }

    private static Track track(Owner.Kind owner, Optional<Track> track) {
        return SERVICE.classify(new ResourceTraits("Observation", owner, Set.of(), Set.of(), List.of(), "", track))
                .track();
    }

    private static Classification own(String type, String... codes) {
        return SERVICE.classify(traits(type, "", Set.of(), codes));
    }

    private static Classification brought(String type, String... codes) {
        return SERVICE.classify(traits(type, "hospital-ehr", Set.of(), codes));
    }

    private static ResourceTraits traits(String type, String source, Set<String> noteClasses, String... codes) {
        return new ResourceTraits(
                type,
                Owner.Kind.PATIENT,
                Set.of(codes),
                noteClasses,
                List.of("Practitioner/kim", "Practitioner/lee"),
                source,
                Optional.empty());
    }
}
