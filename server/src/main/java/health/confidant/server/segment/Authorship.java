package health.confidant.server.segment;

import health.confidant.access.Owner;
import health.confidant.access.Track;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** On which track an author writes about somebody: the track of the portal, or of the author's care team. Requirement 31. */
final class Authorship {
    private final JdbcTemplate sql;

    Authorship(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** Empty for an author on no care team; refused for one on both tracks whose client is bound to neither. */
    Optional<Track> track(AccessContext context, Owner owner) {
        if (context.actor().portal().isPresent()) {
            return context.actor().portal();
        }
        List<String> tracks = sql.queryForList(
                """
                select distinct track from confidant.care_team
                where member = ? and starts <= now() and now() < ends
                  and (owner = ? or owner in (select couple from confidant.couple
                      where partner = ? and couple.starts <= now() and now() < couple.ends))
                """,
                String.class,
                context.actor().reference(),
                owner.id(),
                owner.id());
        if (tracks.size() > 1) {
            throw Refusals.unprocessable(
                    "WRITE-007 TRACK",
                    "you are on this patient's individual and couples care teams. Write through the portal of the track"
                            + " that the record belongs to.");
        }
        return tracks.stream().findFirst().map(Track::valueOf);
    }
}
