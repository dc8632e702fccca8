package health.confidant.server.atrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.TestServer;
import health.confidant.server.database.StartRefused;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.HashSeal;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is in the rows, and what becomes of one that somebody changed in the database. */
class AtRestIT {
    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Door ehr = Door.of(server, "northside-ehr");
    private final String patient = patient("Kestrel");
    private final String other = patient("Plover");

    private String patient(String family) {
        return ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}]}");
    }

    private String observation(String subject, int value) {
        return ehr.create(Records.observation(subject, "8867-4", ",\"valueInteger\":" + value));
    }

    private long pid(String reference) {
        return administrator.queryForObject(
                "select res_id from hfj_resource where fhir_id = ?",
                Long.class,
                reference.split("/")[1]);
    }

    private String body(String reference, int version) {
        return administrator.queryForObject(
                "select res_text_vc from hfj_res_ver where res_id = ? and res_ver = ?",
                String.class,
                pid(reference),
                version);
    }

    private void write(String reference, int version, String body) {
        administrator.update(
                "update hfj_res_ver set res_text_vc = ? where res_id = ? and res_ver = ?",
                body,
                pid(reference),
                version);
    }

    private int owner(String reference) {
        return administrator.queryForObject(
                "select id from confidant.owner where reference = ?", Integer.class, reference);
    }

    /** On the log of whoever's segment the row lies in. */
    private int alarms() {
        return alarms(patient) + alarms(other);
    }

    private int alarms(String whose) {
        return server.bean(JournalReader.class).search(JournalReader.Question.of(owner(whose)), false, 500, 0).stream()
                .filter(entry -> entry.record().query().startsWith("KEYS-001"))
                .toList()
                .size();
    }

    private void refused(Supplier<Answer> question) {
        int before = alarms();
        Answer answer = question.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).contains("KEYS-001").doesNotContain("valueInteger", "Kestrel");
        assertThat(alarms()).isGreaterThan(before);
    }

    /** Requirement 83. */
    @Test
    void bodyIsSealedWithItsOwnersKeyAndNumberedByIt() {
        String reference = observation(patient, 71);
        assertThat(body(reference, 1))
                .startsWith("s1." + owner(patient) + "-record-1.")
                .doesNotContain("valueInteger", "Observation");
        String claims = administrator.queryForObject(
                "select res_text_vc from hfj_res_ver where res_type = 'Claim' limit 1", String.class);
        assertThat(claims).contains("-billing-1.");
    }

    @Test
    void bodyOfAnotherRowIsRefused() {
        String mine = observation(patient, 72);
        String theirs = observation(other, 73);
        String same = observation(patient, 74);
        String kept = body(mine, 1);
        for (String foreign : List.of(theirs, same)) {
            write(mine, 1, body(foreign, 1));
            refused(() -> ehr.get(mine));
            refused(() -> ehr.get("/Observation?_id=" + mine.split("/")[1]));
            refused(() -> ehr.get(mine + "/_history"));
        }
        write(mine, 1, kept);
        assertThat(ehr.get(mine).body()).contains("72");
    }

    @Test
    void bodyOfAnEarlierVersionIsRefused() {
        String reference = observation(patient, 75);
        Answer second = ehr.send(
                "PUT",
                reference,
                Records.withId(Records.observation(patient, "8867-4", ",\"valueInteger\":76"), reference));
        assertThat(second.status()).isEqualTo(200);
        String kept = body(reference, 2);
        write(reference, 2, body(reference, 1));
        refused(() -> ehr.get(reference));
        write(reference, 2, kept);
        assertThat(ehr.get(reference).body()).contains("76");
    }

    @Test
    void changedTruncatedPlainAndMissingBodiesAreRefused() {
        String reference = observation(patient, 77);
        String kept = body(reference, 1);
        char last = kept.charAt(kept.length() - 5);
        String flipped =
                kept.substring(0, kept.length() - 5) + (last == 'A' ? 'B' : 'A') + kept.substring(kept.length() - 4);
        for (String attempt : new String[] {
            flipped,
            kept.substring(0, kept.length() - 8),
            "{\"resourceType\":\"Observation\",\"status\":\"final\"}",
            "",
            null
        }) {
            write(reference, 1, attempt);
            refused(() -> ehr.get(reference));
        }
        write(reference, 1, kept);
        assertThat(ehr.get(reference).body()).contains("77");
    }

    @Test
    void rowThatIsMovedToAnotherPatientsSegmentIsRefused() {
        String reference = observation(patient, 78);
        long pid = pid(reference);
        int segment = administrator.queryForObject(
                "select partition_id from hfj_resource where res_id = ?", Integer.class, pid);
        int foreign = administrator.queryForObject(
                "select partition_id from hfj_resource where res_id = ?", Integer.class, pid(observation(other, 79)));
        assertThat(foreign).isNotEqualTo(segment);
        for (int target : new int[] {foreign, segment}) {
            administrator.update("update hfj_resource set partition_id = ? where res_id = ?", target, pid);
            administrator.update("update hfj_res_ver set partition_id = ? where res_id = ?", target, pid);
            if (target == foreign) {
                refused(() -> ehr.get(reference));
            }
        }
        assertThat(ehr.get(reference).body()).contains("78");
    }

    /** Whether the version that it is set back to is still there or not, and whether the one after it is. */
    @Test
    void rowThatIsSetBackToAnOlderVersionIsRefusedAtEveryDoor() {
        String reference = observation(patient, 84);
        String second = Records.withId(Records.observation(patient, "8867-4", ",\"valueInteger\":85"), reference);
        assertThat(ehr.send("PUT", reference, second).status()).isEqualTo(200);
        long pid = pid(reference);
        String id = reference.split("/")[1];
        String hash = administrator.queryForObject(
                "select hash_sha256 from hfj_resource where res_id = ?", String.class, pid);
        administrator.update("update hfj_resource set res_ver = 1 where res_id = ?", pid);
        refused(() -> ehr.get(reference));
        refused(() -> ehr.get("/Observation?_id=" + id));
        refused(() -> ehr.get("/Observation?subject=" + patient));
        refused(() -> ehr.send(
                "POST", "/Observation/_search", "_id=" + id, "Content-Type", "application/x-www-form-urlencoded"));
        refused(() -> ehr.get("/Patient?_id=" + patient.split("/")[1] + "&_revinclude=Observation:patient"));
        refused(() -> ehr.get(patient + "/$everything"));
        refused(() -> ehr.send("PUT", reference, second));
        String[] patch = {"Content-Type", "application/json-patch+json"};
        refused(() -> ehr.send("PATCH", reference, "[{\"op\":\"remove\",\"path\":\"/valueInteger\"}]", patch));
        Answer batch = ehr.send(
                "POST",
                "/",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                        + reference + "\"}}]}");
        assertThat(batch.body()).contains("KEYS-001").doesNotContain("valueInteger");

        administrator.update("update hfj_resource set hash_sha256 = null where res_id = ?", pid);
        refused(() -> ehr.get(reference));
        administrator.update("update hfj_resource set hash_sha256 = ?, res_ver = 2 where res_id = ?", hash, pid);
        assertThat(ehr.get(reference).body()).contains("85");

        String newest = body(reference, 2);
        administrator.update("update hfj_res_ver set res_ver = 9 where res_id = ? and res_ver = 2", pid);
        administrator.update("update hfj_resource set res_ver = 1 where res_id = ?", pid);
        refused(() -> ehr.get(reference));
        administrator.update("update hfj_resource set res_ver = 2 where res_id = ?", pid);
        administrator.update("update hfj_res_ver set res_ver = 2 where res_id = ? and res_ver = 9", pid);
        assertThat(body(reference, 2)).isEqualTo(newest);
        assertThat(ehr.send("PUT", reference, second).status()).isEqualTo(200);
        assertThat(ehr.get(reference + "/_history").references())
                .as("it is known to be the same again")
                .hasSize(2);
    }

    @Test
    void deletedRowThatIsRevivedInTheDatabaseIsRefused() {
        Door deleter = Door.deleting(server, "kim");
        String reference =
                deleter.create(Records.observation(Door.id("Patient/maya"), "8867-4", ",\"valueInteger\":86"));
        assertThat(deleter.send("DELETE", reference, null).status()).isIn(200, 204);
        long pid = pid(reference);
        administrator.update("update hfj_resource set res_deleted_at = null, res_ver = 1 where res_id = ?", pid);
        Answer answer = deleter.get(reference);
        assertThat(answer.status()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).contains("KEYS-001").doesNotContain("valueInteger");
        administrator.update("update hfj_resource set res_deleted_at = now(), res_ver = 2 where res_id = ?", pid);
        assertThat(deleter.get(reference).status()).isEqualTo(404);
    }

    /** Of a server that did not bind it yet. */
    @Test
    void hashThatWasSealedWithoutItsVersionOpensAndIsBoundByTheNextWrite() {
        String reference = observation(patient, 87);
        long pid = pid(reference);
        Bodies bodies = server.bean(Bodies.class);
        String bound = administrator.queryForObject(
                "select hash_sha256 from hfj_resource where res_id = ?", String.class, pid);
        int segment = administrator.queryForObject(
                "select partition_id from hfj_resource where res_id = ?", Integer.class, pid);
        String unbound = new HashSeal(server.bean(DataKeys.class))
                .seal(owner(patient), KeyClass.RECORD, "HFJ_RESOURCE|" + pid, bodies.openHash(segment, pid, 1, bound));
        administrator.update("update hfj_resource set hash_sha256 = ? where res_id = ?", unbound, pid);
        assertThat(ehr.get(reference).body()).contains("87");
        String second = Records.withId(Records.observation(patient, "8867-4", ",\"valueInteger\":88"), reference);
        assertThat(ehr.send("PUT", reference, second).status()).isEqualTo(200);
        administrator.update("update hfj_resource set res_ver = 1 where res_id = ?", pid);
        refused(() -> ehr.get(reference));
        administrator.update("update hfj_resource set res_ver = 2 where res_id = ?", pid);
        assertThat(ehr.get(reference).body()).contains("88");
    }

    @Test
    void writeThatChangesNothingMakesNoVersion() {
        String reference = observation(patient, 80);
        String same = Records.withId(Records.observation(patient, "8867-4", ",\"valueInteger\":80"), reference);
        assertThat(ehr.send("PUT", reference, same).status()).isEqualTo(200);
        assertThat(ehr.get(reference + "/_history").references()).hasSize(1);
        String hash = administrator.queryForObject(
                "select hash_sha256 from hfj_resource where res_id = ?", String.class, pid(reference));
        assertThat(hash).hasSize(64).doesNotMatch("[0-9a-f]{64}");
    }

    @Test
    void namesAreFoundByTheirBeginningAndExactlyAndNoLongerByTheOldOne() {
        String reference = patient("Sandpiper");
        String id = "&_id=" + reference.split("/")[1];
        assertThat(ehr.get("/Patient?family=sandp" + id).total()).isEqualTo(1);
        assertThat(ehr.get("/Patient?name=Sandpiper" + id).total()).isEqualTo(1);
        assertThat(ehr.get("/Patient?family:exact=Sandpiper" + id).total()).isEqualTo(1);
        assertThat(ehr.get("/Patient?family:exact=sandpiper" + id).total()).isZero();
        assertThat(ehr.get("/Patient?family=sandg" + id).total()).isZero();
        assertThat(ehr.get("/Patient?family=andpiper" + id).total()).isZero();
        String renamed = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Sanderling\"}]}";
        assertThat(ehr.send("PUT", reference, Records.withId(renamed, reference))
                        .status())
                .isEqualTo(200);
        assertThat(ehr.get("/Patient?family=sandp" + id).total()).isZero();
        assertThat(ehr.get("/Patient?family=sander" + id).total()).isEqualTo(1);
        assertThat(administrator.queryForObject(
                        "select count(*) from hfj_spidx_string where res_id = ? and sp_name = 'family'",
                        Integer.class,
                        pid(reference)))
                .isEqualTo(1);
    }

    @Test
    void codesAreFoundByTheirKeyedHashes() {
        String reference = observation(patient, 81);
        String id = "&_id=" + reference.split("/")[1];
        assertThat(ehr.get("/Observation?code=8867-4" + id).total()).isEqualTo(1);
        assertThat(ehr.get("/Observation?code=http://loinc.org%7C8867-4" + id).total())
                .isEqualTo(1);
        assertThat(ehr.get("/Observation?code=http://loinc.org%7C" + id).total())
                .isEqualTo(1);
        assertThat(ehr.get("/Observation?code=8867-5" + id).total()).isZero();
        assertThat(ehr.get("/Observation?code:not=8867-4" + id).total()).isZero();
        long murmur = com.google.common.hash.Hashing.murmur3_128(0)
                .newHasher()
                .putBytes("Observation|code|8867-4|".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hash()
                .asLong();
        Map<String, Object> counts = administrator.queryForMap(
                "select count(*) filter (where hash_value = ?) as guessed, count(sp_value) as kept, count(*) as all"
                        + " from hfj_spidx_token",
                murmur);
        assertThat(counts.get("guessed")).isEqualTo(0L);
        assertThat(counts.get("kept")).isEqualTo(0L);
        assertThat((Long) counts.get("all")).isPositive();
    }

    @Test
    void sortByWhatIsBlindedIsRefusedAndByADateIsNot() {
        for (String sort :
                List.of("/Patient?_sort=family", "/Patient?_sort=-_id,identifier", "/Observation?_sort=code")) {
            Answer answer = ehr.get(sort);
            assertThat(answer.status()).as(sort).isEqualTo(400);
            assertThat(answer.body()).contains("SEARCH-060");
        }
        assertThat(ehr.get("/Observation?_sort=-date,_id").status()).isEqualTo(200);
    }

    @Test
    void subjectThatIsCorrectedTakesTheRowToTheOtherKey() {
        String reference = observation(patient, 82);
        String corrected = Records.withId(Records.observation(other, "8867-4", ",\"valueInteger\":82"), reference);
        Answer answer = ehr.send("PUT", reference, corrected);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (int version : new int[] {1, 2}) {
            assertThat(body(reference, version)).startsWith("s1." + owner(other) + "-record-1.");
        }
        assertThat(ehr.get(reference).body()).contains(other);
        assertThat(ehr.get(reference + "/_history").references()).hasSize(2);
    }

    @Test
    void plainRowOrAnotherKeyStoreRefusesTheStart() {
        AtRestCheck check = server.bean(AtRestCheck.class);
        check.keyed();
        check.sealed();
        String reference = observation(patient, 83);
        String kept = body(reference, 1);
        write(reference, 1, "{\"resourceType\":\"Observation\"}");
        assertThatThrownBy(check::sealed).isInstanceOf(StartRefused.class).hasMessageContaining("not sealed");
        write(reference, 1, kept);
        String identity = administrator.queryForObject("select identity from confidant.key_store", String.class);
        administrator.update("update confidant.key_store set identity = 'another'");
        assertThatThrownBy(check::keyed).isInstanceOf(StartRefused.class).hasMessageContaining("Restore");
        administrator.update("update confidant.key_store set identity = ?", identity);
        check.keyed();
        check.sealed();
    }

    @Test
    void keysAreRenewedUnderLoadWithoutAnError() throws Exception {
        String person = patient("Dunlin");
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            records.add(observation(person, 90 + i));
        }
        String token = ehr.token();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService load = Executors.newFixedThreadPool(4);
        List<Future<Set<Integer>>> workers = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            int own = worker;
            workers.add(load.submit(() -> {
                Set<Integer> statuses = new HashSet<>();
                for (int i = 0; !stop.get(); i++) {
                    String reference = records.get(i % records.size());
                    statuses.add(
                            server.send(token, "GET", "/" + reference, null).statusCode());
                    if (own == 0) {
                        String mine = records.get(0);
                        statuses.add(server.send(
                                        token,
                                        "PUT",
                                        "/" + mine,
                                        Records.withId(
                                                Records.observation(person, "8867-4", ",\"valueInteger\":" + i), mine))
                                .statusCode());
                    }
                }
                return statuses;
            }));
        }
        DataKeys keys = server.bean(DataKeys.class);
        int sealed = 0;
        for (int i = 0; i < 3; i++) {
            sealed += server.bean(Renewal.class).renew(owner(person), KeyClass.RECORD);
            keys.rotateWrapping();
        }
        stop.set(true);
        for (Future<Set<Integer>> worker : workers) {
            assertThat(worker.get()).containsOnly(200);
        }
        load.shutdown();
        assertThat(sealed).isGreaterThanOrEqualTo(3 * 7);
        List<String> bodies = administrator.queryForList(
                "select split_part(res_text_vc, '.', 2) from hfj_res_ver where partition_id in (select id from"
                        + " confidant.segment where owner = ? and track <> 'PRIVACY') and res_text_vc is not null",
                String.class,
                owner(person));
        assertThat(bodies).isNotEmpty().allMatch(key -> key.equals(owner(person) + "-record-4"));
        for (String reference : records) {
            assertThat(ehr.get(reference).status()).isEqualTo(200);
        }
        String same = Records.withId(Records.observation(person, "8867-4", ",\"valueInteger\":95"), records.get(5));
        assertThat(ehr.send("PUT", records.get(5), same).status()).isEqualTo(200);
        assertThat(ehr.get(records.get(5) + "/_history").references())
                .as("its hash was sealed anew too")
                .hasSize(1);
        JournalReader.Question everybody = new JournalReader.Question(
                Set.of(),
                true,
                Optional.empty(),
                Instant.now().minusSeconds(600),
                Instant.now().plusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                JournalReader.Kind.ALL,
                Optional.empty());
        assertThat(server.bean(JournalReader.class).search(everybody, false, 1000, 0).stream()
                        .filter(entry -> entry.record().query().startsWith("rotated to ")))
                .hasSizeGreaterThanOrEqualTo(3);
    }
}
