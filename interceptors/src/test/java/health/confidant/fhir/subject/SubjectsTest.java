package health.confidant.fhir.subject;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.fhir.CodeSystems;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.hl7.fhir.r4.model.*;
import org.junit.jupiter.api.Test;

class SubjectsTest {
    private static final String PLACEHOLDER = "urn:uuid:8f1c0000-0000-4000-8000-000000000001";
    private static final Reference ANA = new Reference("Patient/ana");
    private static final Reference BEN = new Reference("Patient/ben");

    private static Subject patients(String... references) {
        return new Subject.Patients(List.of(references));
    }

    private static Group group(String kind) {
        return new Group()
                .setType(Group.GroupType.PERSON)
                .setActual(true)
                .setCode(new CodeableConcept(new Coding(CodeSystems.GROUP_KIND, kind, null)));
    }

    @Test
    void namesThePatientOfEachWayToSayIt() {
        assertThat(Subjects.of(new Observation().setSubject(ANA))).isEqualTo(patients("Patient/ana"));
        assertThat(Subjects.of(new Claim().setPatient(ANA))).isEqualTo(patients("Patient/ana"));
        assertThat(Subjects.of(new Task().setFor(ANA))).isEqualTo(patients("Patient/ana"));
        assertThat(Subjects.of(new Coverage().setBeneficiary(ANA).setSubscriber(BEN)))
                .isEqualTo(patients("Patient/ana"));
        assertThat(Subjects.of(new Account().addSubject(ANA))).isEqualTo(patients("Patient/ana"));
    }

    @Test
    void keepsThePlaceholdersOfATransaction() {
        assertThat(Subjects.of(new Encounter().setSubject(new Reference(PLACEHOLDER))))
                .isEqualTo(patients(PLACEHOLDER));
        assertThat(Subjects.of(
                        new Provenance().addTarget(new Reference(PLACEHOLDER)).addTarget(new Reference("urn:uuid:2"))))
                .isEqualTo(new Subject.Follows(List.of(PLACEHOLDER, "urn:uuid:2")));
    }

    @Test
    void namesBothPartners() {
        Appointment joint = new Appointment();
        joint.addParticipant().setActor(ANA);
        joint.addParticipant().setActor(new Reference("Practitioner/lee"));
        joint.addParticipant().setActor(BEN);
        assertThat(Subjects.of(joint)).isEqualTo(patients("Patient/ana", "Patient/ben"));
        assertThat(Subjects.of(new Communication().setSubject(ANA).addRecipient(BEN)))
                .isEqualTo(patients("Patient/ana", "Patient/ben"));
        assertThat(Subjects.of(new Observation().setSubject(ANA).addFocus(BEN)))
                .isEqualTo(patients("Patient/ana", "Patient/ben"));
    }

    @Test
    void aPatientAndACoupleOwnThemselves() {
        Resource patient = new Patient().setId("ana");
        assertThat(Subjects.of(patient)).isEqualTo(patients("Patient/ana"));
        assertThat(Subjects.of(new Patient())).isEqualTo(new Subject.Itself());
        Group pair = group("treatment-pair");
        assertThat(Subjects.of(pair)).isEqualTo(new Subject.Itself());
        pair.setId("Group/pair/_history/2");
        assertThat(Subjects.of(pair)).isEqualTo(new Subject.Couple("Group/pair"));
    }

    @Test
    void aListOfPatientsIsNobodys() {
        assertThat(Subjects.of(group("cohort"))).isEqualTo(new Subject.None());
    }

    @Test
    void aNoteOfTheCoupleIsTheCouplesUnlessItNamesAPartnerToo() {
        assertThat(Subjects.of(new DocumentReference().setSubject(new Reference("Group/pair"))))
                .isEqualTo(new Subject.Couple("Group/pair"));
        assertThat(Subjects.of(
                        new Contract().addSubject(new Reference("Group/pair")).addSubject(ANA)))
                .isEqualTo(new Subject.None());
    }

    @Test
    void aMessageOfTheCoupleNamesWhoIsAtItsEnds() {
        assertThat(Subjects.of(new Communication()
                        .setSubject(new Reference("Group/pair"))
                        .setSender(ANA)
                        .addRecipient(new Reference("Group/pair"))))
                .isEqualTo(new Subject.Couple("Group/pair", List.of("Patient/ana")));
    }

    @Test
    void followsWhatItIsAbout() {
        assertThat(Subjects.of(new Binary().setSecurityContext(new Reference("DocumentReference/n"))))
                .isEqualTo(new Subject.Follows(List.of("DocumentReference/n")));
        assertThat(Subjects.of(new Provenance().addTarget(ANA).addTarget(new Reference("Observation/of-ben"))))
                .isEqualTo(new Subject.Follows(List.of("Patient/ana", "Observation/of-ben")));
        assertThat(Subjects.of(new Binary())).isEqualTo(new Subject.None());
    }

    @Test
    void theDirectoryNamesNoPatient() {
        Practitioner lee = new Practitioner();
        assertThat(Subjects.of(lee)).isEqualTo(new Subject.Directory());
        lee.addExtension("https://example.org/treats", ANA);
        assertThat(Subjects.of(lee)).isEqualTo(new Subject.None());
    }

    @Test
    void whatIsAboutNobodyKnownIsRefused() {
        assertThat(Subjects.of(new Observation())).isEqualTo(new Subject.None());
        assertThat(Subjects.of(new Observation().setSubject(new Reference("Location/room"))))
                .isEqualTo(new Subject.None());
        assertThat(Subjects.of(new Observation().setSubject(new Reference("#inside"))))
                .isEqualTo(new Subject.None());
        assertThat(Subjects.of(new Bundle())).isEqualTo(new Subject.None());
    }

    @Property(tries = 100)
    void containedResourcesNeverChangeTheAnswer(
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String inside, @ForAll boolean couple) {
        Reference other = new Reference((couple ? "Group/" : "Patient/") + inside);
        for (DomainResource outside : List.<DomainResource>of(
                new ExplanationOfBenefit().setPatient(ANA),
                new Practitioner(),
                new Observation(),
                new DocumentReference().setSubject(new Reference("Group/pair")))) {
            Subject alone = Subjects.of(outside);
            outside.addContained(new ServiceRequest().setSubject(other));
            outside.addContained(new Patient().setId(inside));
            assertThat(Subjects.of(outside)).isEqualTo(alone);
        }
    }
}
