package health.confidant.server.duty;

import health.confidant.fhir.breakglass.Emergencies;
import health.confidant.server.program.Officers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Tells before something is due, and when it is, once each. Staff and service organisations hear of the end of their own
 * papers: after it they can no longer write or read what hangs on it. The privacy officers hear of these too, and of
 * requests for restrictions that are not decided and reviews that are not closed (45 CFR 164.530(a), 164.522(a); IHE PCF,
 * review of break-glass events).
 */
public class DeadlineWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);
    /** A request is open for thirty days. */
    private static final Duration WEEK = Duration.ofDays(7);
    /** A review of an emergency is open for three days, unless configured otherwise. */
    private static final Duration DAY = Duration.ofDays(1);

    private final Standing standing;
    private final OpenTasks tasks;
    private final Officers officers;
    private final Announcer announcer;

    DeadlineWatch(Standing standing, OpenTasks tasks, Officers officers, Announcer announcer) {
        this.standing = standing;
        this.tasks = tasks;
        this.officers = officers;
        this.announcer = announcer;
    }

    @Scheduled(initialDelay = 120_000, fixedDelay = 3_600_000)
    public void watch() {
        try {
            announce();
        } catch (RuntimeException e) {
            LOG.error("What is due could not be looked at: {}", e.getClass().getName());
        }
    }

    /** How many were announced. */
    public int announce() {
        return announce(officers.now());
    }

    /** As if it were that time. */
    int announce(Instant now) {
        return standing.alone(() -> announceAll(now));
    }

    private int announceAll(Instant now) {
        int announced = 0;
        for (Standing.End end : standing.ending(now, now.plus(DeadlineProvider.SOON))) {
            announced += once(
                    new Standing.Announcement(end.holder(), end.kind(), end.at()), () -> announcer.toHolder(end, now));
        }
        List<String> told = officers.references();
        return told.isEmpty() ? announced : announced + toOfficers(told, now);
    }

    private int toOfficers(List<String> told, Instant now) {
        int announced = 0;
        for (Standing.End end : standing.ending(now.minus(DeadlineProvider.SOON), now.plus(DeadlineProvider.SOON))) {
            announced +=
                    once(stage(end.holder(), end.kind(), end.at(), now), () -> announcer.toOfficers(told, end, now));
        }
        for (OpenTasks.Open open : tasks.of(announcer.looking())) {
            Duration before = open.kind().equals(Emergencies.REVIEW) ? DAY : WEEK;
            if (!open.due().isAfter(now.plus(before))) {
                announced += once(
                        stage(open.task(), open.kind(), open.due(), now), () -> announcer.toOfficers(told, open, now));
            }
        }
        return announced;
    }

    private static Standing.Announcement stage(String about, String kind, Instant due, Instant now) {
        return new Standing.Announcement(about, kind + (due.isAfter(now) ? " is due" : " was due"), due);
    }

    /** One that cannot be written keeps nobody from hearing of the others; it is tried again at the next hour. */
    private int once(Standing.Announcement announcement, Runnable telling) {
        if (standing.isAnnounced(announcement)) {
            return 0;
        }
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.error(
                    "A deadline could not be announced ({}): {}",
                    announcement.kind(),
                    e.getClass().getName());
            return 0;
        }
        standing.announced(announcement);
        return 1;
    }
}
