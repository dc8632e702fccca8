package health.confidant.fhir.careteam;

import health.confidant.access.Period;
import health.confidant.access.Track;
import java.util.List;

/**
 * A care team as its resource says; references are resolved by the server.
 *
 * @param subject {@code Patient/[id]} or {@code Group/[id]}
 */
public record CareTeamDraft(String subject, Track track, List<Member> members) {
    /** @param reference {@code Practitioner/[id]} or {@code Organization/[id]} */
    public record Member(String reference, Period period) {}

    public CareTeamDraft {
        members = List.copyOf(members);
    }
}
