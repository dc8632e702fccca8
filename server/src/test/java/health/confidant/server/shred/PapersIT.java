package health.confidant.server.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import health.confidant.server.TestServer;
import health.confidant.server.duty.Ward;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.KeyException;
import health.confidant.server.keys.Sealer;
import health.confidant.server.noninterference.Member;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** 45 CFR 164.530(j): consents, restrictions and notices are kept for six years from when they were last in effect. */
class PapersIT {
    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Officers officers = new Officers(server);
    private final Ward ward = new Ward(server);
    private final String patient = ward.patient;

    @BeforeEach
    void sign() {
        server.forgetTokens();
        String consent = Records.consent(
                UUID.randomUUID().toString(),
                "active",
                patient,
                "permit",
                ward.colleague,
                "individual",
                "TREAT",
                "{\"start\":\"2026-03-01\",\"end\":\"2031-03-01\"}");
        ward.desk().create(Member.patient(patient), Records.notice(Ward.id(), patient));
        ward.desk().create(Member.patient(patient), consent);
    }

    private void endsTreatment() {
        administrator.update(
                "update confidant.care_team set ends = '2020-01-01' where owner = ?", officers.owner(patient));
    }

    private void endsConsents(String day) {
        administrator.update(
                "update confidant.consent set ends = ?::date where patient = ?", day, officers.owner(patient));
    }

    private void refused(Answer answer, String... why) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.diagnostics()).startsWith("SHRED-006 PERIOD").contains(why);
        assertThat(officers.bodies(patient, "PRIVACY")).isNotEmpty();
    }

    @Test
    void papersOfYesterdayAreDestroyedByNobody() {
        refused(officers.first(patient, "$shred", Officers.REASON + Officers.PAPERS), "still in effect");
        endsTreatment();
        refused(officers.first(patient, "$shred", Officers.REASON + Officers.PAPERS), "still in effect");
        endsConsents("2026-01-01");
        LocalDate last = LocalDate.now(ZoneOffset.UTC).plusYears(6);
        refused(
                officers.first(patient, "$shred", Officers.REASON + Officers.PAPERS),
                "45 CFR 164.530(j)",
                "until " + last,
                "from " + last.plusDays(1) + " on");
        assertThat(officers.acts(officers.owner(patient), "$shred re"))
                .as("nothing waits for the second officer")
                .isEmpty();
    }

    @Test
    void sixYearsRunFromWhenAPaperWasLastInEffectAndThenTwoOfficersDestroyIt() throws Exception {
        endsTreatment();
        endsConsents("2026-01-01");
        officers.age(patient, "2012-05-06", "PRIVACY");
        refused(officers.first(patient, "$shred", Officers.REASON + Officers.PAPERS), "until 2032-01-01");
        endsConsents("2019-01-01");
        List<String> papers = officers.bodies(patient, "PRIVACY");
        assertThat(officers.first(patient, "$shred", Officers.REASON + Officers.PAPERS)
                        .body())
                .contains("requested");
        officers.age(patient, LocalDate.now(ZoneOffset.UTC).toString(), "PRIVACY");
        refused(officers.second(patient, "$shred", ""), "45 CFR 164.530(j)");
        officers.age(patient, "2012-05-06", "PRIVACY");
        Answer done = officers.second(patient, "$shred", "");
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        SignedJWT certificate = SignedJWT.parse(Officers.parameter(done, "certificate"));
        assertThat(certificate.getJWTClaimsSet().getStringListClaim("destroyed_keys"))
                .containsExactly("BILLING", "PAPERS", "RECORD");
        assertThat(officers.bodies(patient, "PRIVACY")).isEmpty();
        Sealer sealer = new Sealer(server.bean(DataKeys.class));
        for (String paper : papers) {
            assertThatThrownBy(() -> sealer.open(officers.owner(patient), KeyClass.PAPERS, "any", paper))
                    .isInstanceOf(KeyException.Destroyed.class);
        }
        assertThat(officers.first(patient, "$shred", Officers.REASON).status()).isEqualTo(404);
    }

    @Test
    void keysOfPapersThatStayedAreRenewedAndTheDestroyedOnesStayDestroyed() {
        endsTreatment();
        assertThat(officers.first(patient, "$shred", Officers.REASON).status()).isEqualTo(200);
        assertThat(officers.second(patient, "$shred", "").status()).isEqualTo(200);
        int owner = officers.owner(patient);
        List<String> papers = officers.bodies(patient, "PRIVACY");
        assertThat(papers).isNotEmpty();
        String paper = administrator.queryForObject(
                "select res_type || '/' || fhir_id from hfj_resource where partition_id in (select id from"
                        + " confidant.segment where owner = ? and track = 'PRIVACY') and res_type = 'Consent'",
                String.class,
                owner);
        // The fourth generation destroys the first.
        for (int generation = 2; generation <= 4; generation++) {
            Answer renewed = officers.first(patient, "$renew-keys", "");
            assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
            assertThat(renewed.json().at("/parameter/0/valueInteger").asInt()).isEqualTo(papers.size());
            String key = "s1." + owner + "-papers-" + generation + ".";
            assertThat(officers.bodies(patient, "PRIVACY"))
                    .hasSameSizeAs(papers)
                    .allMatch(body -> body.startsWith(key));
            assertThat(Answer.of(server.get("novak", "/" + paper)).body()).contains("\"active\"");
        }
        DataKeys keys = server.bean(DataKeys.class);
        for (KeyClass kind : List.of(KeyClass.RECORD, KeyClass.BILLING)) {
            assertThat(keys.destroyed(owner, kind)).isTrue();
            assertThat(keys.holds(owner, kind)).as("none was made in its place").isFalse();
        }
    }

    /** 42 CFR 2.19(a): a program that ends; what the law still wants kept is listed and destroyed when its time comes. */
    @Test
    void recordMayGoBeforeItsPeriodAndThePapersStayUntilTheirs() throws Exception {
        endsTreatment();
        Answer asked = officers.first(patient, "$shred", Officers.REASON);
        assertThat(Officers.parameter(asked, "early")).startsWith("CLINICAL until ");
        Answer done = officers.second(patient, "$shred", "");
        SignedJWT certificate = SignedJWT.parse(Officers.parameter(done, "certificate"));
        assertThat(certificate.getJWTClaimsSet().getStringListClaim("destroyed_keys"))
                .containsExactly("BILLING", "RECORD");
        assertThat(certificate.getJWTClaimsSet().getStringListClaim("before_their_period"))
                .hasSize(1)
                .allMatch(early -> early.startsWith("CLINICAL until "));
        assertThat(officers.bodies(patient, "INDIVIDUAL", "COUPLES", "GENERAL")).isEmpty();
        refused(officers.first(patient, "$shred", Officers.REASON + Officers.PAPERS), "still in effect");
        assertThat(officers.first(patient, "$retention", "").body())
                .contains("\"PAPERS\"", "\"AUDIT\"")
                .doesNotContain("\"BILLING\"");
        endsConsents("2019-01-01");
        officers.age(patient, "2012-05-06", "PRIVACY");
        assertThat(officers.first(patient, "$shred", Officers.REASON + Officers.PAPERS)
                        .body())
                .contains("requested");
        assertThat(officers.second(patient, "$shred", "").body()).contains("destroyed");
        assertThat(officers.bodies(patient, "PRIVACY")).isEmpty();
    }
}
