package health.confidant.fhir.standing;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Purpose;
import health.confidant.access.StandingFact.Kind;
import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.subject.Subject;
import health.confidant.fhir.subject.Subjects;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.Contract.ContractStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class StandingsTest {
    private static final Instant END = Instant.parse("2031-02-17T00:00:00Z");

    @Test
    void ofWhenPractitionerHasTrainingWithAnEndThenTrainedUntilThen() {
        Practitioner lee = new Practitioner();
        lee.setId("Practitioner/lee");
        lee.addQualification().setCode(paper("privacy-training")).setPeriod(period());
        lee.addQualification().setCode(paper("privacy-training"));
        lee.addQualification().setCode(paper("first-aid")).setPeriod(period());

        List<StandingDraft> drafts = Standings.of(lee);

        assertThat(drafts).hasSize(1);
        assertThat(drafts.get(0).holder()).isEqualTo("Practitioner/lee");
        assertThat(drafts.get(0).kind()).isEqualTo(Kind.TRAINING);
        assertThat(drafts.get(0).period().end()).isEqualTo(END);
    }

    @Test
    void ofWhenContractIsExecutedAndSignedByItsSubjectThenHolds() {
        List<StandingDraft> drafts = Standings.of(contract("Practitioner/lee", "confidentiality"));

        assertThat(drafts).hasSize(1);
        assertThat(drafts.get(0).kind()).isEqualTo(Kind.CONFIDENTIALITY);
        assertThat(drafts.get(0).tracks()).isEmpty();
        assertThat(drafts.get(0).period().end()).isEqualTo(END);
    }

    @Test
    void ofWhenContractIsNotExecutedOrSignedBySomebodyElseOrOfAnotherKindThenNothing() {
        Contract offered = contract("Practitioner/lee", "confidentiality").setStatus(ContractStatus.OFFERED);
        Contract foreign = contract("Practitioner/lee", "confidentiality");
        foreign.getSignerFirstRep().setParty(new Reference("Practitioner/kim"));
        Contract unsigned = contract("Practitioner/lee", "confidentiality");
        unsigned.getSignerFirstRep().getSignatureFirstRep().setWhen(null);

        assertThat(Standings.of(offered)).isEmpty();
        assertThat(Standings.of(foreign)).isEmpty();
        assertThat(Standings.of(unsigned)).isEmpty();
        assertThat(Standings.of(contract("Practitioner/lee", "employment"))).isEmpty();
        assertThat(Standings.of(contract("Group/couple", "confidentiality"))).isEmpty();
    }

    @Test
    void ofWhenAgreementThenCoversTheTracksAndPurposesThatItsTermsName() {
        Contract contract = contract("Organization/ledger", "qualified-service");
        contract.getTermFirstRep()
                .addSecurityLabel()
                .addCategory(new Coding(CodeSystems.TRACK, "billing", null))
                .addCategory(new Coding("urn:other", "couples", null))
                .addControl(new Coding(CodeSystems.ACT_REASON, "HPAYMT", null));

        StandingDraft draft = Standings.of(contract).get(0);

        assertThat(draft.kind()).isEqualTo(Kind.AGREEMENT);
        assertThat(draft.tracks()).containsExactly(Track.BILLING);
        assertThat(draft.purposes()).containsExactly(Purpose.HPAYMT);
    }

    @Test
    void subjectWhenPaperOfStaffThenDirectoryAndOfACoupleThenTheCouples() {
        assertThat(Subjects.of(contract("Practitioner/lee", "confidentiality"))).isInstanceOf(Subject.Directory.class);
        assertThat(Subjects.of(contract("Group/couple", "confidentiality"))).isInstanceOf(Subject.Couple.class);
        Contract naming = contract("Practitioner/lee", "confidentiality");
        naming.addSigner().setParty(new Reference("Patient/ana"));
        assertThat(Subjects.of(naming)).isInstanceOf(Subject.None.class);
    }

    @Test
    void holderWhenNoticeToOneMemberOfStaffThenThem() {
        Communication notice = new Communication();
        notice.addCategory(paper("notice"));
        notice.addRecipient(new Reference("Practitioner/lee"));

        assertThat(StaffPapers.holder(notice)).contains("Practitioner/lee");
        notice.setSubject(new Reference("Patient/ana"));
        assertThat(StaffPapers.holder(notice)).isEmpty();
    }

    private static Contract contract(String subject, String kind) {
        Contract contract = new Contract();
        contract.setStatus(ContractStatus.EXECUTED);
        contract.addSubject(new Reference(subject));
        contract.setType(paper(kind));
        contract.setApplies(period());
        contract.addSigner()
                .setParty(new Reference(subject))
                .addSignature()
                .setWhen(Date.from(Instant.parse("2026-02-16T09:00:00Z")));
        return contract;
    }

    private static Period period() {
        return new Period()
                .setStartElement(new DateTimeType("2026-02-16"))
                .setEndElement(new DateTimeType("2031-02-16"));
    }

    private static CodeableConcept paper(String code) {
        return new CodeableConcept(new Coding(CodeSystems.STAFF_PAPER, code, null));
    }
}
