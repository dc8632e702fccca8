package health.confidant.fhir.couple;

import health.confidant.access.Period;
import java.util.List;

/** A couple as its Group says; references are resolved by the server. Always two different partners. */
public record CoupleDraft(List<Partner> partners) {
    /** @param period when the partner is one; never, if the membership or the couple is inactive */
    public record Partner(String reference, Period period) {}

    public CoupleDraft {
        partners = List.copyOf(partners);
    }
}
