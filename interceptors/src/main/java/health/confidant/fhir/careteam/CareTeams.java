package health.confidant.fhir.careteam;

import health.confidant.access.Period;
import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import health.confidant.fhir.careteam.CareTeamDraft.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;

/**
 * FHIR CareTeam to care-team membership. Whatever is not understood gives nobody a duty: a team that is not active,
 * has no patient or couple, or has more than one track or an unknown one, is empty; participants other than
 * practitioners and organisations (the partner may be one) are no members.
 */
public final class CareTeams {
    private static final Set<String> MEMBERS = Set.of("Practitioner", "Organization");
    private static final Set<String> SUBJECTS = Set.of("Patient", "Group");

    private CareTeams() {}

    public static Optional<CareTeamDraft> of(CareTeam team) {
        Optional<String> subject = References.literal(team.getSubject())
                .filter(reference -> References.type(team.getSubject())
                        .filter(SUBJECTS::contains)
                        .isPresent());
        Optional<Track> track = track(team);
        if (team.getStatus() != CareTeamStatus.ACTIVE
                || team.hasModifierExtension()
                || subject.isEmpty()
                || track.isEmpty()) {
            return Optional.empty();
        }
        Period period = Periods.of(team.getPeriod());
        List<Member> members = team.getParticipant().stream()
                .flatMap(participant -> member(participant, period))
                .toList();
        return Optional.of(new CareTeamDraft(subject.get(), track.get(), members));
    }

    private static Optional<Track> track(CareTeam team) {
        List<String> codes = team.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .filter(coding -> CodeSystems.TRACK.equals(coding.getSystem()))
                .map(coding -> String.valueOf(coding.getCode()))
                .distinct()
                .toList();
        if (codes.isEmpty()) {
            boolean couple =
                    References.type(team.getSubject()).filter("Group"::equals).isPresent();
            return Optional.of(couple ? Track.COUPLES : Track.INDIVIDUAL);
        }
        return codes.size() > 1
                ? Optional.empty()
                : Arrays.stream(Track.values())
                        .filter(track -> track.code().equals(codes.get(0)))
                        .findFirst();
    }

    private static Stream<Member> member(CareTeamParticipantComponent participant, Period team) {
        Period period = Periods.intersect(team, Periods.of(participant.getPeriod()));
        boolean known = References.type(participant.getMember())
                .filter(MEMBERS::contains)
                .isPresent();
        if (!known || participant.hasModifierExtension() || period.equals(Periods.NEVER)) {
            return Stream.empty();
        }
        return References.literal(participant.getMember()).stream().map(reference -> new Member(reference, period));
    }
}
