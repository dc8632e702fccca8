package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Door;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RowLevelSecurityIT {
    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Database database = server.bean(Database.class);

    /** Asked of the catalogue anew, not of the code under test. */
    private List<String> tables() {
        return administrator.queryForList(
                "select table_name from information_schema.columns where table_schema = 'public' and column_name ="
                        + " 'partition_id' order by 1",
                String.class);
    }

    /** In a transaction of the login that serves requests, rolled back at the end. */
    private <T> T asked(String role, String readable, String writable, Function<JdbcTemplate, T> work) {
        JdbcTemplate sql = new JdbcTemplate(database.requests());
        return new TransactionTemplate(new DataSourceTransactionManager(database.requests())).execute(status -> {
            status.setRollbackOnly();
            if (role != null) {
                sql.queryForList(
                        "select set_config('role', ?, true), set_config('confidant.readable', ?, true),"
                                + " set_config('confidant.writable', ?, true), set_config('confidant.types', '*', true)",
                        role,
                        readable,
                        writable);
            }
            return work.apply(sql);
        });
    }

    private int segmentOf(String symbolic) {
        return administrator.queryForObject(
                "select partition_id from hfj_resource where fhir_id = ?",
                Integer.class,
                Door.id(symbolic).split("/")[1]);
    }

    @Test
    void everyTableOfRecordsHasItsPolicies() {
        assertThat(tables()).contains("hfj_resource", "hfj_res_ver", "hfj_spidx_token", "hfj_res_link");
        for (String table : tables()) {
            assertThat(administrator.queryForMap(
                            "select relrowsecurity as enabled, relforcerowsecurity as forced from pg_class where oid ="
                                    + " ?::regclass",
                            table))
                    .as(table)
                    .containsEntry("enabled", true)
                    .containsEntry("forced", true);
            List<String> expected = new ArrayList<>(List.of(
                    "segment_delete DELETE confidant_request",
                    "segment_insert INSERT confidant_request",
                    "segment_read SELECT confidant_request",
                    "segment_system ALL confidant_system",
                    "segment_update UPDATE confidant_request"));
            if (table.equals("hfj_spidx_token")) {
                // What confidant.granted() reads as (ADR 0040); the owner serves no request.
                expected.add(2, "segment_owner SELECT " + administrator.queryForObject("select user", String.class));
            }
            assertThat(administrator.queryForList(
                            "select policyname || ' ' || cmd || ' ' || array_to_string(roles, ',') from pg_policies where"
                                    + " tablename = ? order by 1",
                            String.class,
                            table))
                    .as(table)
                    .isEqualTo(expected);
        }
    }

    @Test
    void whoeverEnteredNoScopeSeesNothing() {
        Map<String, Long> filled = new HashMap<>();
        for (String table : tables()) {
            String count = "select count(*) from " + table;
            filled.put(table, administrator.queryForObject(count, Long.class));
            for (String role : new String[] {null, "confidant_request"}) {
                for (String scope : List.of("", "{}")) {
                    long seen = asked(role, scope, scope, sql -> sql.queryForObject(count, Long.class));
                    assertThat(seen).as(table + " " + role).isZero();
                }
            }
        }
        assertThat(filled.get("hfj_resource")).isPositive();
        assertThat(filled.get("hfj_spidx_token")).isPositive();
    }

    @Test
    void scopeShowsItsSegmentsAndTypesAlone() {
        int segment = segmentOf("Condition/maya-alcohol");
        for (String table : tables()) {
            List<Integer> shown = asked(
                    "confidant_request",
                    "{" + segment + "}",
                    "{}",
                    sql -> sql.queryForList("select distinct partition_id from " + table, Integer.class));
            assertThat(shown).as(table).isSubsetOf(segment);
        }
        List<String> types = asked("confidant_request", "{" + segment + "}", "{}", sql -> {
            sql.queryForList("select set_config('confidant.types', 'Observation,Goal', true)");
            return sql.queryForList("select distinct res_type::text from hfj_resource", String.class);
        });
        assertThat(types).isNotEmpty().isSubsetOf("Observation", "Goal");
    }

    @Test
    void writesOutsideTheWritableSetFail() {
        int mayas = segmentOf("Condition/maya-alcohol");
        int daniels = segmentOf("Condition/daniel-alcohol");
        String readable = "{" + mayas + "}";
        for (String table : List.of("hfj_resource", "hfj_res_ver", "hfj_spidx_token")) {
            assertThatThrownBy(() -> asked(
                            "confidant_request",
                            readable,
                            "{" + daniels + "}",
                            sql -> sql.update("insert into " + table + " select * from " + table)))
                    .as(table)
                    .rootCause()
                    .hasMessageContaining("row-level security");
            int updated = asked(
                    "confidant_request",
                    readable,
                    "{" + daniels + "}",
                    sql -> sql.update(
                            "update " + table + " set partition_id = " + daniels + " where partition_id = " + mayas));
            assertThat(updated).as("%s: readable is not writable", table).isZero();
            assertThatThrownBy(() -> asked(
                            "confidant_request",
                            readable,
                            readable,
                            sql -> sql.update("update " + table + " set partition_id = " + daniels)))
                    .as(table)
                    .rootCause()
                    .hasMessageContaining("row-level security");
            int deleted = asked("confidant_request", readable, "{}", sql -> sql.update("delete from " + table));
            assertThat(deleted).as(table).isZero();
        }
    }

    @Test
    void serverRoleMayNotUndoIt() {
        for (String statement : List.of(
                "alter table hfj_resource disable row level security",
                "drop policy segment_read on hfj_resource",
                "alter role confidant_request bypassrls",
                "set role postgres",
                "create policy mine on hfj_resource using (true)",
                "drop trigger append_only on confidant.journal")) {
            assertThatThrownBy(() -> asked(null, "", "", sql -> {
                        sql.execute(statement);
                        return null;
                    }))
                    .as(statement)
                    .rootCause()
                    .hasMessageMatching("(?s).*(must be owner|permission denied|must have|must be superuser).*");
        }
    }

    @Test
    void systemScopeHasItsReasons() {
        assertThat(SystemScope.Work.values())
                .extracting(Enum::name)
                .containsExactly(
                        "CONFORMANCE",
                        "CANARY",
                        "DEMO",
                        "DENIAL",
                        "LOOKUP",
                        "KEYS",
                        "SHREDDING",
                        "RETENTION",
                        "LABELING",
                        "INDEXING",
                        "RESEGMENTATION");
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("health.confidant");
        assertThat(classes.get(Scope.class).getConstructorCallsToSelf().stream()
                        .map(call -> call.getOriginOwner().getSimpleName()))
                .containsOnly("Scope");
        assertThat(classes.get(ScopedTransactionService.class).getSubclasses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    create table public.unguarded (partition_id integer) | drop table public.unguarded | unguarded
                    alter table hfj_res_link no force row level security | alter table hfj_res_link force row level security | hfj_res_link
                    alter table hfj_res_link disable row level security | alter table hfj_res_link enable row level security | hfj_res_link
                    create policy more on hfj_res_link using (true) | drop policy more on hfj_res_link | hfj_res_link
                    alter role confidant_request bypassrls | alter role confidant_request nobypassrls | BYPASSRLS
                    alter role confidant_server bypassrls | alter role confidant_server nobypassrls | BYPASSRLS
                    alter role confidant_request superuser | alter role confidant_request nosuperuser | superuser
                    grant postgres to confidant_server | revoke postgres from confidant_server | owner
                    """)
    void databaseThatWouldNotKeepAConfidenceIsRefused(String breaks, String mends, String named) {
        RowLevelSecurity.verify(database.requests());
        administrator.execute(breaks);
        try {
            assertThatThrownBy(() -> RowLevelSecurity.verify(database.requests()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(named)
                    .hasMessageContaining("will not start")
                    .hasMessageNotContaining("\n");
        } finally {
            administrator.execute(mends);
        }
        RowLevelSecurity.verify(database.requests());
    }

    @Test
    void ownerIsNoServer() {
        assertThatThrownBy(() -> RowLevelSecurity.verify(database.owner())).isInstanceOf(StartRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter policy segment_read on hfj_res_link using (true)",
                "alter policy segment_insert on hfj_res_link with check (true)",
                "alter policy segment_read on hfj_res_link to public",
                "drop policy segment_update on hfj_res_link"
            })
    void changedPolicyIsMadeAnewAtTheStart(String change) {
        String definition = "select string_agg(policyname || cmd || array_to_string(roles, ',') || coalesce(qual, '')"
                + " || coalesce(with_check, ''), ';' order by policyname) from pg_policies where tablename ="
                + " 'hfj_res_link'";
        String before = administrator.queryForObject(definition, String.class);
        administrator.execute(change);
        assertThat(administrator.queryForObject(definition, String.class)).isNotEqualTo(before);
        RowLevelSecurity.apply(database.owner());
        assertThat(administrator.queryForObject(definition, String.class)).isEqualTo(before);
    }
}
