package health.confidant.server.duty;

import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.enforcement.AccessContext;
import health.confidant.fhir.standing.StaffNotice;
import health.confidant.server.program.Officers;
import health.confidant.server.program.ProgramDesk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Tells staff and service organisations before a paper of theirs ends, once for each end: after it they can no longer
 * write or read what hangs on it.
 */
public class ExpiryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);

    private final Standing standing;
    private final Officers officers;
    private final ProgramDesk desk;

    ExpiryWatch(Standing standing, Officers officers, ProgramDesk desk) {
        this.standing = standing;
        this.officers = officers;
        this.desk = desk;
    }

    @Scheduled(initialDelay = 120_000, fixedDelay = 3_600_000)
    public void watch() {
        try {
            announce();
        } catch (RuntimeException e) {
            LOG.error(
                    "The end of a paper could not be announced: {}",
                    e.getClass().getName());
        }
    }

    /** How many were announced. */
    public int announce() {
        return standing.alone(this::announceAll);
    }

    private int announceAll() {
        Instant now = officers.now();
        int announced = 0;
        for (Standing.End end : standing.ending(now, now.plus(DeadlineProvider.SOON))) {
            if (!standing.isAnnounced(end)) {
                desk.write(
                        program(), "directory", List.of(StaffNotice.ending(end.holder(), end.kind(), end.at(), now)));
                standing.announced(end);
                announced++;
            }
        }
        return announced;
    }

    private static AccessContext program() {
        Actor program = new Actor(
                "Device/confidant", Set.of(Role.PROGRAM), "confidant", Set.of(), Optional.empty(), Optional.empty());
        return new AccessContext(program, Purpose.HOPERAT, "server", false);
    }
}
