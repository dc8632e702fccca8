package health.confidant.fhir.restriction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;

/**
 * What a patient asks for.
 *
 * @param requester who brings the request: the patient, or staff for a request on paper
 * @param words the request in the patient's words
 * @param recipients against whom; empty means everybody
 * @param purposes codes of v3-ActReason; empty means every purpose
 * @param tracks codes of our track system; empty means every track
 * @param types resource types; empty means every type
 * @param codes what the records or services are about; empty means anything
 * @param targets the records that are meant, after they were written; empty means any
 * @param services when the services were, for a request about what was paid in full
 * @param organization the program
 * @param due by when it is to be decided
 */
public record RestrictionRequest(
        Kind kind,
        String patient,
        String requester,
        String words,
        List<String> recipients,
        List<String> purposes,
        List<String> tracks,
        List<String> types,
        List<Coding> codes,
        List<String> targets,
        Optional<Period> services,
        Instant from,
        Instant asked,
        Instant due,
        Optional<String> organization,
        List<String> officers) {
    /** The kinds of {@code privacy-restriction-request}. */
    public enum Kind {
        /** Do not show this to somebody: 45 CFR 164.522(a)(1)(i). */
        HIDE,
        /** Leave this out of my record: decided before it is written. */
        OMIT,
        /** Do not tell the plan what I paid in full: 45 CFR 164.522(a)(1)(vi); 42 CFR 2.26(a)(6). */
        SELF_PAY;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public RestrictionRequest {
        recipients = List.copyOf(recipients);
        purposes = List.copyOf(purposes);
        tracks = List.copyOf(tracks);
        types = List.copyOf(types);
        codes = List.copyOf(codes);
        targets = List.copyOf(targets);
        officers = List.copyOf(officers);
    }
}
