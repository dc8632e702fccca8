package health.confidant.fhir.session;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.fhir.CodeSystems;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.Contract.ContractStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

class SessionPapersTest {
    private static final Date SIGNED = Date.from(Instant.parse("2026-03-01T09:00:00Z"));

    @Test
    void contractWhenExecutedThenNamesThePartnersWhoSigned() {
        Contract contract = contract();
        contract.addSigner().setParty(new Reference("Patient/ben"));

        CoupleContracts.Signed signed = CoupleContracts.of(contract).orElseThrow();

        assertThat(signed.couple()).isEqualTo("Group/couple");
        assertThat(signed.partners()).containsExactly("Patient/ana");
    }

    @Test
    void contractWhenNotExecutedOrOfAnotherTypeOrWithStaffThenNone() {
        Contract other = contract();
        other.getType().getCodingFirstRep().setCode("consumer");
        Contract staff = contract();
        staff.getSubjectFirstRep().setReference("Practitioner/lee");

        assertThat(CoupleContracts.of(contract().setStatus(ContractStatus.DISPUTED)))
                .isEmpty();
        assertThat(CoupleContracts.of(other)).isEmpty();
        assertThat(CoupleContracts.of(staff)).isEmpty();
    }

    @Test
    void noticeWhenCurrentAndVersionedThenAcknowledged() {
        DocumentReference notice = notice();

        assertThat(Notices.of(notice)).contains(new Notices.Acknowledged("Patient/ana", "2026-02"));
        assertThat(Notices.of(notice.setStatus(DocumentReferenceStatus.ENTEREDINERROR)))
                .isEmpty();
        DocumentReference unversioned = notice();
        unversioned.getContentFirstRep().setFormat(null);
        assertThat(Notices.of(unversioned)).isEmpty();
    }

    @Test
    void breachWhenReportedThenFlagAndReviewLieWithTheReporterAlone() {
        BreachReport report = new BreachReport(
                "Contract/c", "Patient/ana", "Patient/ana", "It was told to friends.", SIGNED.toInstant(), List.of());

        List<Resource> papers = report.papers();

        assertThat(((Task) papers.get(0)).getFor().getReference()).isEqualTo("Patient/ana");
        assertThat(((Task) papers.get(0)).getFocus().getReference()).isEqualTo("Contract/c");
        assertThat(((Flag) papers.get(1)).getSubject().getReference()).isEqualTo("Patient/ana");
    }

    private static DocumentReference notice() {
        DocumentReference notice = new DocumentReference();
        notice.setStatus(DocumentReferenceStatus.CURRENT);
        notice.setType(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/consentcategorycodes", "npp", null)));
        notice.setSubject(new Reference("Patient/ana"));
        notice.addContent().setFormat(new Coding(CodeSystems.NOTICE_VERSION, "2026-02", null));
        return notice;
    }

    private static Contract contract() {
        Contract contract = new Contract();
        contract.setStatus(ContractStatus.EXECUTED);
        contract.setType(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/contract-type", "privacy", null)));
        contract.addSubject(new Reference("Group/couple"));
        contract.addSigner()
                .setParty(new Reference("Patient/ana"))
                .addSignature()
                .setWhen(SIGNED);
        return contract;
    }
}
