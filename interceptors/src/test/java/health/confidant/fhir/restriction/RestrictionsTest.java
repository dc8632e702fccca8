package health.confidant.fhir.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.fhir.consent.ConsentProvisions;
import health.confidant.fhir.consent.ProvisionDraft;
import health.confidant.fhir.restriction.RestrictionRequest.Kind;
import health.confidant.fhir.restriction.Restrictions.Omission;
import health.confidant.fhir.restriction.Restrictions.SelfPaid;
import health.confidant.fhir.restriction.Services.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

class RestrictionsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final Coding IOP = new Coding("urn:hcpcs", "H0015", null);

    @Test
    void consentWhenAskedThenIsProposedAndDeniesOnlyWhenAccepted() {
        Consent consent = RestrictionPapers.consent(request(Kind.HIDE, List.of("Practitioner/kim")));

        assertThat(consent.getStatus()).isEqualTo(ConsentState.PROPOSED);
        assertThat(Restrictions.is(consent)).isTrue();
        assertThat(ConsentProvisions.of(consent)).isEmpty();
        consent.setStatus(ConsentState.ACTIVE);
        List<ProvisionDraft> drafts = ConsentProvisions.of(consent);
        assertThat(drafts).hasSize(1);
        assertThat(drafts.get(0).effect()).isEqualTo(Effect.DENY);
        assertThat(drafts.get(0).recipients()).containsExactly("Practitioner/kim");
        assertThat(drafts.get(0).period().start()).isEqualTo(NOW);
    }

    @Test
    void taskWhenAskedThenSaysWhatAgainstWhomAndByWhen() {
        RestrictionRequest request = request(Kind.HIDE, List.of("Practitioner/kim"));
        Consent consent = RestrictionPapers.consent(request);
        Task task = RestrictionPapers.task(request, consent);

        assertThat(task.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
        assertThat(task.getFor().getReference()).isEqualTo("Patient/ana");
        assertThat(task.getFocus().getReference())
                .isEqualTo("Consent/" + consent.getIdElement().getIdPart());
        assertThat(task.getRestriction().getPeriod().getEnd().toInstant()).isEqualTo(NOW.plusSeconds(60));
        assertThat(Restrictions.is(task)).isTrue();
    }

    @Test
    void omissionWhenActiveThenSaysWhatIsNotToBeWritten() {
        Consent consent = RestrictionPapers.consent(request(Kind.OMIT, List.of()));
        assertThat(Restrictions.omission(consent)).isEmpty();
        consent.setStatus(ConsentState.ACTIVE);

        Omission omission = Restrictions.omission(consent).orElseThrow();

        assertThat(Restrictions.isOmission(consent)).isTrue();
        assertThat(omission.codes()).containsExactly("urn:hcpcs|H0015");
        assertThat(omission.tracks()).containsExactly("couples");
        assertThat(Restrictions.isOmission(RestrictionPapers.consent(request(Kind.HIDE, List.of()))))
                .isFalse();
    }

    @Test
    void selfPaidWhenActiveThenSaysWhichPlanAndWhen() {
        Consent consent = RestrictionPapers.consent(request(Kind.SELF_PAY, List.of("Organization/plan")));
        consent.setStatus(ConsentState.ACTIVE);

        SelfPaid paid = Restrictions.selfPaid(consent).orElseThrow();

        assertThat(paid.payers()).containsExactly("Organization/plan");
        assertThat(paid.services())
                .isEqualTo(new Period(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-03T00:00:00Z")));
    }

    @Test
    void meetWhenDateOrCodeIsLeftOpenThenMayBeTheOne() {
        Period paid = new Period(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-03T00:00:00Z"));
        Set<String> codes = Set.of("urn:hcpcs|H0015");

        assertThat(Services.meet(service("2026-11-02", "H0015"), codes, paid)).isTrue();
        assertThat(Services.meet(service("2026-11-03", "H0015"), codes, paid)).isFalse();
        assertThat(Services.meet(service("2026-11-02", "90791"), codes, paid)).isFalse();
        assertThat(Services.meet(service("2026-11-02", "90791"), Set.of(), paid))
                .isTrue();
        assertThat(Services.meet(new Service(Set.of(), Period.ALWAYS), codes, paid))
                .isTrue();
    }

    @Test
    void servicesWhenClaimIsCancelledThenTellsNothing() {
        Claim claim = claim("2026-11-02", "H0015");
        assertThat(Services.of(claim)).isPresent();
        assertThat(Services.of(claim.setStatus(Claim.ClaimStatus.CANCELLED))).isEmpty();
    }

    private static Service service(String day, String code) {
        return Services.of(claim(day, code)).orElseThrow().services().get(0);
    }

    private static Claim claim(String day, String code) {
        Claim claim = new Claim().setStatus(Claim.ClaimStatus.ACTIVE).setPatient(new Reference("Patient/ana"));
        claim.addItem()
                .setProductOrService(new CodeableConcept(new Coding("urn:hcpcs", code, null)))
                .setServiced(new DateType(day));
        return claim;
    }

    private static RestrictionRequest request(Kind kind, List<String> recipients) {
        org.hl7.fhir.r4.model.Period services = new org.hl7.fhir.r4.model.Period()
                .setStartElement(new DateTimeType("2026-11-01"))
                .setEndElement(new DateTimeType("2026-11-02"));
        return new RestrictionRequest(
                kind,
                "Patient/ana",
                "Patient/ana",
                "Please keep this from them.",
                recipients,
                kind == Kind.SELF_PAY ? List.of(Purpose.HPAYMT.name()) : List.of(),
                kind == Kind.OMIT ? List.of("couples") : List.of(),
                List.of(),
                kind == Kind.OMIT ? List.of(IOP) : List.of(),
                List.of(),
                kind == Kind.SELF_PAY ? Optional.of(services) : Optional.empty(),
                NOW,
                NOW,
                NOW.plusSeconds(60),
                Optional.of("Organization/program"),
                List.of());
    }
}
