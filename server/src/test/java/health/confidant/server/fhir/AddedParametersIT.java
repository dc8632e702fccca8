package health.confidant.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The search parameters that US Core defines beside R4's: searched by, hidden with their records, indexed anew after an upgrade. */
class AddedParametersIT {
    private static final String ASSERTED =
            """
            {"resourceType":"Condition","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/condition-assertedDate",
             "valueDateTime":"%s"}],"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"J45.909"}]},
             "subject":{"reference":"%s"}}""";
    private static final String DISCHARGED =
            """
            {"resourceType":"Encounter","status":"finished","class":{"system":
             "http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"subject":{"reference":"%s"},
             "participant":[{"individual":{"reference":"%s"}}],"period":{"start":"2026-03-02T10:00:00Z"},
             "hospitalization":{"dischargeDisposition":{"coding":[{"system":
             "http://terminology.hl7.org/CodeSystem/discharge-disposition","code":"%s"}]}}}""";
    private static final String MAYA = Door.id("Patient/maya");
    private static final String ROWS =
            "select count(*) from hfj_spidx_date where sp_name = 'asserted-date' and res_type = 'Condition'";

    @Test
    void searchFindsByThemAndShowsNobodyWhatIsHidden() {
        TestServer server = TestServer.shared();
        Door kim = Door.of(server, "kim");
        String condition = kim.create(ASSERTED.formatted("2019-05-06", MAYA));
        String encounter = kim.create(DISCHARGED.formatted(MAYA, Door.id("Practitioner/kim"), "hosp"));
        for (String found : List.of("2019-05-06", "gt2019-05-05", "ge2019-05-06&asserted-date=le2019-05-06")) {
            String search = "/Condition?patient=" + MAYA + "&asserted-date=" + found;
            assertThat(kim.get(search).references()).as(search).contains(condition);
        }
        assertThat(kim.get("/Condition?asserted-date=lt2019-05-06").references())
                .doesNotContain(condition);
        for (String found : List.of("hosp", "http://terminology.hl7.org/CodeSystem/discharge-disposition%7Chosp")) {
            String search = "/Encounter?patient=" + MAYA + "&discharge-disposition=" + found;
            assertThat(kim.get(search).references()).as(search).containsExactly(encounter);
        }
        assertThat(kim.get("/Encounter?patient=" + MAYA + "&discharge-disposition:not=hosp&_count=200")
                        .references())
                .doesNotContain(encounter);
        for (String hidden : List.of(
                "/Condition?asserted-date=2019-05-06",
                "/Encounter?discharge-disposition=hosp",
                "/Patient?_has:Condition:patient:asserted-date=2019-05-06",
                "/Patient?_has:Encounter:patient:discharge-disposition=hosp")) {
            assertThat(kim.get(hidden + "&_total=accurate").total()).as(hidden).isPositive();
            assertThat(Door.of(server, "okafor")
                            .get(hidden + "&_total=accurate")
                            .total())
                    .as("okafor " + hidden)
                    .isZero();
        }
    }

    /** R4's own: of the cast everybody lives, so that the table of US Core has no record to try it on. */
    @Test
    void searchByTheDateOfDeathFindsWhoHasDied() {
        Door rivera = Door.of(TestServer.shared(), "rivera");
        String died = rivera.create(
                """
                {"resourceType":"Patient","name":[{"family":"Ellsworth","given":["Orrin"]}],"gender":"male",
                 "birthDate":"1931-04-05","deceasedDateTime":"2025-11-12T03:00:00Z"}""");
        assertThat(rivera.get("/Patient?death-date=2025-11-12&family=Ellsworth").references())
                .containsExactly(died);
        assertThat(rivera.get("/Patient?death-date=lt2025-11-12&family=Ellsworth")
                        .references())
                .isEmpty();
    }

    /** What an earlier version stored has no rows of them: nobody searches by them until it has. */
    @Test
    void startIndexesWhatWasStoredBeforeAndOffersThemOnlyThen() throws Exception {
        TestServer earlier = TestServer.start();
        String condition = Door.of(earlier, "kim").create(ASSERTED.formatted("2019-05-06", MAYA));
        assertThat(earlier.bean(Reindexing.class).runs())
                .as("a new database is indexed when it is written")
                .singleElement()
                .matches(Reindexing.Progress::finished)
                .matches(run -> run.examined() == 0);
        earlier.administrator()
                .update("delete from hfj_spidx_date where sp_name = 'asserted-date' and res_type = 'Condition'");
        earlier.administrator().update("delete from confidant.indexing");
        String version =
                Door.of(earlier, "kim").get(condition).json().path("meta").toString();
        earlier.stop();

        TestServer upgraded = earlier.again();
        try {
            Door kim = Door.of(upgraded, "kim");
            String search = "/Condition?patient=" + MAYA + "&asserted-date=2019-05-06";
            Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
            Answer answer = kim.get(search);
            while (answer.status() != 200) {
                assertThat(answer.diagnostics()).startsWith("SEARCH-001");
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(50);
                answer = kim.get(search);
            }
            assertThat(answer.references()).containsExactly(condition);
            Reindexing.Progress run = upgraded.bean(Reindexing.class).runs().get(0);
            assertThat(run.finished()).isTrue();
            assertThat(run.failed()).isZero();
            assertThat(run.examined())
                    .isEqualTo(upgraded.administrator()
                            .queryForObject(
                                    "select count(*) from hfj_resource where res_type in ('CareTeam', 'Condition', 'Encounter', 'Goal')"
                                            + " and res_deleted_at is null",
                                    Long.class));
            assertThat(upgraded.administrator().queryForObject(ROWS, Long.class))
                    .isPositive();
            assertThat(kim.get(condition).json().path("meta").toString())
                    .as("the record is what it was")
                    .isEqualTo(version);
        } finally {
            upgraded.stop();
        }

        TestServer again = upgraded.again();
        try {
            assertThat(again.bean(Reindexing.class).runs())
                    .as("the same parameters")
                    .hasSize(1);
            assertThat(Door.of(again, "kim")
                            .get("/Condition?asserted-date=2019-05-06")
                            .references())
                    .containsExactly(condition);
        } finally {
            again.stop();
        }
    }

    /** A run that stops in the middle goes on; the parameters stay closed in the meantime. */
    @Test
    void parametersAreNoneUntilEveryRecordIsIndexed() {
        TestServer server = TestServer.shared();
        SurfaceSearchParameters closed = new SurfaceSearchParameters();
        Reindexing reindexing = new Reindexing(
                server.bean(JdbcTemplate.class),
                server.bean(DaoRegistry.class),
                () -> server.bean(IHapiTransactionService.class),
                closed);
        int[] steps = {0};
        Reindexing.Progress half = reindexing.run(() -> steps[0]++ < 3);
        assertThat(half.examined()).isEqualTo(3);
        assertThat(half.finished()).isFalse();
        assertThat(closed.indexed()).hasSize(4).noneMatch(RuntimeSearchParam::isEnabledForSearching);
        Reindexing.Progress whole = reindexing.run(() -> true);
        assertThat(whole.run()).isEqualTo(half.run());
        assertThat(whole.finished()).isTrue();
        assertThat(whole.failed()).isZero();
        assertThat(closed.indexed()).allMatch(RuntimeSearchParam::isEnabledForSearching);
    }
}
