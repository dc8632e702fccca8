package health.confidant.fhir.standing;

import health.confidant.fhir.CodeSystems;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** A notice to one member of staff or one service organisation. */
public final class StaffNotice {
    private static final Map<String, String> PAPERS = Map.of(
            "training", "privacy training",
            "confidentiality", "confidentiality agreement",
            "agreement", "service agreement");

    private StaffNotice() {}

    /**
     * @param kind training, confidentiality or agreement
     * @param end the first instant that is not covered: the day named is the last one that is
     */
    public static Communication ending(String holder, String kind, Instant end, Instant sent) {
        Communication notice = new Communication();
        notice.setId("Communication/" + UUID.randomUUID());
        notice.setStatus(Communication.CommunicationStatus.COMPLETED);
        notice.addCategory(new CodeableConcept(new Coding(CodeSystems.STAFF_PAPER, StaffPapers.NOTICE, null)));
        notice.addRecipient(new Reference(holder));
        notice.setSent(Date.from(sent));
        notice.addPayload()
                .setContent(new StringType("Your " + PAPERS.getOrDefault(kind, kind) + " ends on "
                        + end.minusMillis(1).atOffset(ZoneOffset.UTC).toLocalDate()
                        + ". Renew it before: what hangs on it is refused from then on."));
        return notice;
    }
}
