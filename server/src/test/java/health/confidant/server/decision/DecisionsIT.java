package health.confidant.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.AccessDecision;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.database.ScopedTransactionService;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DecisionsIT {
    private final TestServer server = Ground.server();
    private final PolicyDecisionPoint pdp = server.bean(PolicyDecisionPoint.class);
    private final CountedStatements sql = new CountedStatements(server.bean(DataSource.class));
    private final Decisions decisions = new Decisions(new FactStore(sql), pdp);
    private final TransactionTemplate transaction =
            new TransactionTemplate(server.bean(PlatformTransactionManager.class));

    @Test
    void decideWhenNothingIsKeptThenOneStatement() {
        for (String login : List.of("maya", "kim", "lee", "mo", "novak", "northside-ehr", "recovery-research")) {
            decisions.decide(Member.of(login).context());
            assertThat(sql.taken()).as(login).isEqualTo(1);
        }
    }

    @Test
    void decideWhenDecisionIsKeptThenOneStatement() {
        Member kim = Member.of("kim");
        decisions.decide(kim.context());
        sql.taken();
        decisions.decide(kim.context());
        assertThat(sql.taken()).isEqualTo(1);
    }

    @Test
    void decideWhenKeptDecisionHasExpiredThenTwoStatements() {
        Member stranger = stranger();
        String row = "test/" + UUID.randomUUID();
        JdbcTemplate administrator = server.administrator();
        administrator.update(
                "insert into confidant.care_team (resource, owner, track, member, starts, ends) select ?, id,"
                        + " 'INDIVIDUAL', ?, '-infinity', clock_timestamp() + interval '300 ms' from confidant.owner where"
                        + " reference = ?",
                row,
                stranger.actor().reference(),
                Member.of("maya").actor().reference());
        int member = decisions.decide(stranger.context()).readable().size();
        sql.taken();
        administrator.execute("select pg_sleep(0.4)");
        int after = decisions.decide(stranger.context()).readable().size();
        assertThat(sql.taken()).isLessThanOrEqualTo(2);
        assertThat(after).isLessThan(member);
        administrator.update("delete from confidant.care_team where resource = ?", row);
    }

    @Test
    void enterWhenDecisionIsKeptThenOneStatementAndTwoAtFirst() {
        Entrance entrance = new Entrance(sql, decisions);
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestType(RequestTypeEnum.GET);
        Member.of("okafor").context().attach(request);
        transaction.executeWithoutResult(status -> entrance.enter(request));
        assertThat(sql.taken()).isEqualTo(2);
        transaction.executeWithoutResult(status -> entrance.enter(request));
        assertThat(sql.taken()).isEqualTo(1);
    }

    @Test
    void enterWhenFactsHaveChangedThenTwoStatements() {
        Entrance entrance = new Entrance(sql, decisions);
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestType(RequestTypeEnum.GET);
        Member.of("okafor").context().attach(request);
        transaction.executeWithoutResult(status -> entrance.enter(request));
        long changed = server.administrator()
                .queryForObject(
                        "update confidant.owner set changed = pg_current_xact_id() where reference = ? returning"
                                + " changed::text::bigint",
                        Long.class,
                        Member.of("maya").actor().reference());
        decisions.changing(changed);
        sql.taken();
        transaction.executeWithoutResult(status -> entrance.enter(request));
        assertThat(sql.taken()).as("this process changed them").isEqualTo(2);
        settled(() -> transaction.executeWithoutResult(status -> entrance.enter(request)));
        server.administrator()
                .update(
                        "update confidant.owner set changed = pg_current_xact_id() where reference = ?",
                        Member.of("maya").actor().reference());
        transaction.executeWithoutResult(status -> entrance.enter(request));
        assertThat(sql.taken()).as("another process changed them").isEqualTo(3);
    }

    /**
     * Nothing changed since, and one statement says so, once no older transaction runs: while another's is open (a job of the
     * server, the database's own analysis), what it may have changed is asked about again.
     */
    private void settled(Runnable enter) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        do {
            sql.taken();
            enter.run();
        } while (sql.taken() != 1 && System.nanoTime() < end);
        enter.run();
        assertThat(sql.taken()).as("nothing changed since").isEqualTo(1);
    }

    @Test
    void decideWhenFactsChangeAtRandomThenKeptDecisionIsWhatIsDecidedAfresh() {
        long seed = Long.getLong("confidant.seed", 9485189707831L);
        System.out.println("Replay with -Dconfidant.seed=" + seed);
        FactChanges changes = new FactChanges(server, new Random(seed));
        List<Member> callers = changes.callers();
        callers.forEach(caller -> decisions.decide(caller.context()));
        List<String> done = new ArrayList<>();
        Set<String> seen = new java.util.HashSet<>();
        for (int i = 0; i < Integer.getInteger("confidant.changes", 60); i++) {
            done.add(changes.change());
            for (Member caller : callers) {
                AccessDecision kept = decisions.decide(caller.context());
                AccessDecision fresh = new Decisions(new FactStore(sql), pdp).decide(caller.context());
                seen.add(caller.actor().reference() + fresh.readable());
                assertThat(List.of(kept.readable(), kept.writable()))
                        .as("seed %d, %s after %s", seed, caller.actor().reference(), done)
                        .isEqualTo(List.of(fresh.readable(), fresh.writable()));
            }
        }
        assertThat(seen).as("changes that change no decision show nothing").hasSizeGreaterThan(3 * callers.size());
    }

    @Test
    void decideWhenTransactionIsRolledBackThenItsFactsAreForgotten() {
        Member stranger = stranger();
        int before = decisions.decide(stranger.context()).readable().size();
        int inside = transaction.execute(status -> {
            sql.update(
                    "insert into confidant.care_team (resource, owner, track, member) select 'test', id, 'INDIVIDUAL', ?"
                            + " from confidant.owner where reference = ?",
                    stranger.actor().reference(),
                    Member.of("maya").actor().reference());
            sql.update(
                    "update confidant.owner set changed = pg_current_xact_id() where reference = ?",
                    Member.of("maya").actor().reference());
            int size = decisions.decide(stranger.context()).readable().size();
            status.setRollbackOnly();
            return size;
        });
        assertThat(inside).as("the running transaction sees its own facts").isGreaterThan(before);
        assertThat(decisions.decide(stranger.context()).readable().size()).isEqualTo(before);
    }

    private static Member stranger() {
        return Member.of("", "Practitioner/" + UUID.randomUUID(), Set.of(Role.INDIVIDUAL_COUNSELOR), "clinician-app");
    }

    /** The transaction service's first statements, without a FHIR request around them. */
    private static final class Entrance extends ScopedTransactionService {
        private Entrance(JdbcTemplate sql, Decisions decisions) {
            super(sql, decisions);
        }

        @Override
        protected void enter(ca.uhn.fhir.rest.api.server.RequestDetails request) {
            super.enter(request);
        }
    }
}
