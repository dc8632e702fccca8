package health.confidant.server.duty;

import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.enforcement.AccessContext;
import health.confidant.fhir.session.Notices;
import health.confidant.server.authorization.NoticeBoard;
import health.confidant.server.program.ProgramDesk;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Acknowledgements of the notice, which the program writes for whoever gives one on its page. */
final class Acknowledgements implements NoticeBoard {
    private static final String GIVEN =
            """
            select exists (select from confidant.notice n join confidant.owner o on o.id = n.patient
                           where o.reference = ? and n.version = ?)
            """;

    private final JdbcTemplate sql;
    private final ProgramDesk desk;
    private final Clock clock;

    Acknowledgements(JdbcTemplate sql, ProgramDesk desk, Clock clock) {
        this.sql = sql;
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public String version() {
        return Notices.IN_FORCE;
    }

    @Override
    public boolean acknowledged(String patient) {
        return Boolean.TRUE.equals(sql.queryForObject(GIVEN, Boolean.class, patient, version()));
    }

    @Override
    public void acknowledge(String patient, String address) {
        if (acknowledged(patient)) {
            return;
        }
        Actor reader =
                new Actor(patient, Set.of(Role.PATIENT), "notice", Set.of(), Optional.empty(), Optional.of(patient));
        AccessContext context = new AccessContext(reader, Purpose.PATRQT, address, false);
        desk.write(context, patient, List.of(Notices.acknowledgement(patient, version(), clock.instant())));
    }
}
