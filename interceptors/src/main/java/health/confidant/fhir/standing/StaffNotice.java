package health.confidant.fhir.standing;

import health.confidant.fhir.CodeSystems;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** A notice to one member of staff or one service organisation that a paper ends, theirs or somebody else's. */
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
        return notice(
                holder,
                "Your " + name(kind) + " ends on " + lastDay(end)
                        + ". Renew it before: what hangs on it is refused from then on.",
                sent);
    }

    /** The same to the privacy officer, who sees that the paper is renewed (45 CFR 164.530(b), 164.504(e)). */
    public static Communication toOfficer(String officer, String holder, String kind, Instant end, Instant sent) {
        String verb = end.isAfter(sent) ? "ends" : "ended";
        Communication notice =
                notice(officer, "The " + name(kind) + " of " + holder + " " + verb + " on " + lastDay(end) + ".", sent);
        notice.addAbout(new Reference(holder));
        return notice;
    }

    private static String name(String kind) {
        return PAPERS.getOrDefault(kind, kind);
    }

    private static LocalDate lastDay(Instant end) {
        return end.minusMillis(1).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Communication notice(String recipient, String text, Instant sent) {
        Communication notice = new Communication();
        notice.setId("Communication/" + UUID.randomUUID());
        notice.setStatus(Communication.CommunicationStatus.COMPLETED);
        notice.addCategory(new CodeableConcept(new Coding(CodeSystems.STAFF_PAPER, StaffPapers.NOTICE, null)));
        notice.addRecipient(new Reference(recipient));
        notice.setSent(Date.from(sent));
        notice.addPayload().setContent(new StringType(text));
        return notice;
    }
}
