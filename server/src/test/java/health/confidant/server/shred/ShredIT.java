package health.confidant.server.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.access.Owner;
import health.confidant.audit.CheckpointKey;
import health.confidant.audit.LogVerifier;
import health.confidant.audit.SignedCheckpoint;
import health.confidant.server.TestServer;
import health.confidant.server.backup.Backup;
import health.confidant.server.database.Database;
import health.confidant.server.database.RowLevelSecurity;
import health.confidant.server.duty.Ward;
import health.confidant.server.journal.Journal;
import health.confidant.server.journal.Verification;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.KeyException;
import health.confidant.server.keys.Sealer;
import health.confidant.server.keys.StreamSeal;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.JdbcTemplate;

/** On a server of its own: its database is put back to an earlier state, and with it the journal, so that this is last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShredIT {
    private static TestServer server;
    private static JdbcTemplate administrator;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        administrator = server.administrator();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static Door ehr() {
        return Door.of(server, "northside-ehr");
    }

    /** Patients with two records each, by reference of the patient. */
    private static Map<String, List<String>> people(int count, String family) {
        Map<String, List<String>> people = new LinkedHashMap<>();
        for (int first = 0; first < count; first += 20) {
            StringBuilder entries = new StringBuilder();
            for (int i = first; i < Math.min(count, first + 20); i++) {
                String patient = "urn:uuid:" + UUID.randomUUID();
                entries.append(entry(
                        patient, "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + i + "\"}]}"));
                for (int value = 0; value < 2; value++) {
                    entries.append(entry(
                            "urn:uuid:" + UUID.randomUUID(),
                            "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"Person " + i
                                    + "\"},\"valueInteger\":" + value + ",\"subject\":{\"reference\":\"" + patient
                                    + "\"}}"));
                }
            }
            Answer stored = ehr().send(
                            "POST",
                            "/",
                            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
                                    + entries.substring(0, entries.length() - 1) + "]}");
            assertThat(stored.status()).as(stored.body()).isEqualTo(200);
            List<String> current = null;
            for (JsonNode entry : stored.json().path("entry")) {
                String reference =
                        entry.path("response").path("location").asText().split("/_history")[0];
                if (reference.startsWith("Patient/")) {
                    current = new ArrayList<>();
                    people.put(reference, current);
                }
                current.add(reference);
            }
        }
        return people;
    }

    private static String entry(String fullUrl, String resource) {
        String type = resource.replaceAll("(?s).*?\"resourceType\":\"(\\w+)\".*", "$1");
        return "{\"fullUrl\":\"" + fullUrl + "\",\"resource\":" + resource
                + ",\"request\":{\"method\":\"POST\",\"url\":\"" + type + "\"}},";
    }

    private static Owner owner(String reference) {
        return new Owner(
                administrator.queryForObject(
                        "select id from confidant.owner where reference = ?", Integer.class, reference),
                reference.startsWith("Group/") ? Owner.Kind.COUPLE : Owner.Kind.PATIENT,
                reference);
    }

    private static List<String> bodies(int owner) {
        return administrator.queryForList(
                "select res_text_vc from hfj_res_ver where partition_id in (select id from confidant.segment where"
                        + " owner = ?) and res_text_vc is not null",
                String.class,
                owner);
    }

    private static int rows(int owner) {
        return RowLevelSecurity.guarded(administrator).stream()
                .mapToInt(table -> administrator.queryForObject(
                        "select count(*) from " + table + " where partition_id in (select id from confidant.segment"
                                + " where owner = ? and track <> 'PRIVACY')",
                        Integer.class,
                        owner))
                .sum();
    }

    private static Map<String, String> shown(Map<String, List<String>> people, List<String> whose) {
        Map<String, String> shown = new LinkedHashMap<>();
        Door door = ehr();
        whose.forEach(patient ->
                people.get(patient).forEach(r -> shown.put(r, door.get(r).body())));
        return shown;
    }

    /** Requirement 85: backups too. */
    @Test
    @Order(Integer.MAX_VALUE)
    void fiftyOfTwoHundredStayGoneWhenAnOlderBackupIsRestoredAndTheOthersAreAsTheyWere() throws Exception {
        Map<String, List<String>> people = people(200, "Shredson");
        List<String> all = List.copyOf(people.keySet());
        assertThat(all).hasSize(200);
        List<String> gone = all.subList(0, 50);
        List<String> left = all.subList(50, 200);
        Map<String, String> before = shown(people, left);
        assertThat(before.values()).allMatch(body -> body.contains("\"resourceType\""));
        Backup backup = new Backup(new StreamSeal(server.bean(DataKeys.class)));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        backup.write(server.bean(Database.class).owner(), copy);
        Map<Integer, List<String>> sealed = new LinkedHashMap<>();
        Shredder shredder = server.bean(Shredder.class);
        for (String patient : gone) {
            Owner owner = owner(patient);
            sealed.put(owner.id(), bodies(owner.id()));
            assertThat(sealed.get(owner.id())).hasSize(3);
            assertThat(shredder.shred(owner, Shredder.RECORD).resources()).isEqualTo(3);
            assertThat(rows(owner.id())).isZero();
        }
        backup.restore(server.bean(Database.class).owner(), new ByteArrayInputStream(copy.toByteArray()));
        for (String patient : gone) {
            assertThat(rows(owner(patient).id())).as("back from the backup").isPositive();
        }
        assertThat(ehr().get(gone.get(0)).status())
                .as("its key is gone all the same")
                .isEqualTo(404);
        assertThat(shredder.replay()).containsAll(gone);
        Sealer sealer = new Sealer(server.bean(DataKeys.class));
        for (String patient : gone) {
            int owner = owner(patient).id();
            assertThat(rows(owner)).isZero();
            for (String body : sealed.get(owner)) {
                assertThatThrownBy(() -> sealer.open(owner, KeyClass.RECORD, "any", body))
                        .isInstanceOf(KeyException.Destroyed.class);
            }
            people.get(patient).forEach(r -> assertThat(ehr().get(r).status()).isEqualTo(404));
        }
        assertThat(shown(people, left)).isEqualTo(before);
        assertThat(ehr().get("/Patient?family=Shredson&_summary=count").total()).isEqualTo(150);
    }

    @Test
    void backupThatWasChangedOrCutRestoresNothing() throws Exception {
        Backup backup = new Backup(new StreamSeal(server.bean(DataKeys.class)));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        backup.write(server.bean(Database.class).owner(), copy);
        byte[] whole = copy.toByteArray();
        assertThat(new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Patient/", "confidant.owner");
        int resources = administrator.queryForObject("select count(*) from hfj_resource", Integer.class);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        for (byte[] attempt : List.of(changed, java.util.Arrays.copyOf(whole, whole.length - 1000))) {
            assertThatThrownBy(() ->
                            backup.restore(server.bean(Database.class).owner(), new ByteArrayInputStream(attempt)))
                    .isInstanceOfAny(KeyException.class, java.io.IOException.class, java.sql.SQLException.class);
            assertThat(administrator.queryForObject("select count(*) from hfj_resource", Integer.class))
                    .isEqualTo(resources);
        }
    }

    @Test
    void twoOfficersDestroyAndOneAloneDoesNotAndAHoldStandsAgainstBoth() throws Exception {
        String patient = people(1, "Single").keySet().iterator().next();
        Officers officers = new Officers(server);
        assertThat(officers.call(server.token("kim"), patient, "$shred", Officers.REASON)
                        .body())
                .contains("SHRED-001");
        assertThat(officers.first("Patient/" + UUID.randomUUID(), "$shred", Officers.REASON)
                        .status())
                .isEqualTo(404);
        assertThat(officers.first(patient, "$shred", "").body()).contains("SHRED-005");
        assertThat(officers.first(patient, "$legal-hold", Officers.REASON).body())
                .contains("held");
        assertThat(officers.first(patient, "$shred", Officers.REASON).body()).contains("SHRED-004");
        assertThat(officers.first(patient, "$legal-hold", Officers.REASON + Officers.LIFT)
                        .body())
                .contains("lifted");
        assertThat(officers.first(patient, "$renew-keys", "").body()).contains("sealed");
        List<String> sealed = bodies(owner(patient).id());
        assertThat(sealed).hasSize(3).allMatch(body -> body.contains("-record-2."));
        SignedCheckpoint before = server.bean(Journal.class).seal();
        assertThat(officers.first(patient, "$shred", Officers.REASON).body()).contains("requested");
        assertThat(officers.first(patient, "$shred", Officers.REASON).body()).contains("SHRED-003");
        assertThat(ehr().get(patient).status()).isEqualTo(200);
        Answer done = officers.second(patient, "$shred", "");
        assertThat(done.body()).contains("destroyed");
        assertThat(ehr().get(patient).status()).isEqualTo(404);
        assertThat(officers.first(patient, "$shred", Officers.REASON).status()).isEqualTo(404);
        Sealer sealer = new Sealer(server.bean(DataKeys.class));
        for (String body : sealed) {
            assertThatThrownBy(() -> sealer.open(owner(patient).id(), KeyClass.RECORD, "any", body))
                    .isInstanceOf(KeyException.Destroyed.class);
        }
        requireCertificate(done, patient);
        assertThat(officers.acts(owner(patient).id(), "$"))
                .containsExactly(
                        "$legal-hold placed",
                        "$legal-hold lifted",
                        "$renew-keys",
                        "$shred requested",
                        "$shred approved");
        requireJournalGoesOnFrom(before);
    }

    private static void requireCertificate(Answer done, String patient) throws Exception {
        SignedJWT certificate = SignedJWT.parse(Officers.parameter(done, "certificate"));
        JWKSet published = JWKSet.parse(HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.base() + "/oauth2/jwks"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        assertThat(certificate.verify(new RSASSAVerifier(published
                        .getKeyByKeyId(certificate.getHeader().getKeyID())
                        .toRSAKey())))
                .isTrue();
        assertThat(certificate.getJWTClaimsSet().getSubject()).isEqualTo(patient);
        assertThat(certificate.getJWTClaimsSet().getIntegerClaim("resources")).isEqualTo(3);
    }

    /** 45 CFR 164.312(b): destruction takes nothing out of the log, which grows from what was signed before it. */
    private static void requireJournalGoesOnFrom(SignedCheckpoint before) throws SQLException {
        Journal journal = server.bean(Journal.class);
        SignedCheckpoint after = journal.seal();
        assertThat(after.checkpoint().size()).isGreaterThan(before.checkpoint().size());
        Verification.Trust trust = new Verification.Trust(
                Map.of(journal.origin(), CheckpointKey.parse(journal.key())), Map.of(), List.of(before, after));
        try (Connection connection = server.bean(Database.class).owner().getConnection()) {
            LogVerifier.Result result =
                    new Verification(connection).verify(trust).get(journal.origin());
            assertThat(result.findings()).isEmpty();
            assertThat(result.sealed())
                    .isGreaterThanOrEqualTo(after.checkpoint().size());
        }
        for (String change : List.of("delete from confidant.journal", "update confidant.journal set owner = 0")) {
            assertThatThrownBy(() -> administrator.update(change)).hasMessageContaining("append-only");
        }
    }

    /** Requirement 87. */
    @Test
    void coupleIsDestroyedAndEachPartnersOwnRecordStays() {
        String couple = administrator.queryForObject(
                "select o.reference from confidant.couple c join confidant.owner o on o.id = c.couple limit 1",
                String.class);
        List<String> partners = administrator.queryForList(
                "select distinct o.reference from confidant.couple c join confidant.owner o on o.id = c.partner join"
                        + " confidant.owner g on g.id = c.couple where g.reference = ?",
                String.class,
                couple);
        List<List<String>> kept =
                partners.stream().map(p -> bodies(owner(p).id())).toList();
        Owner owner = owner(couple);
        assertThat(rows(owner.id())).isPositive();
        server.bean(Shredder.class).shred(owner, Shredder.RECORD);
        assertThat(rows(owner.id())).isZero();
        for (int i = 0; i < partners.size(); i++) {
            assertThat(bodies(owner(partners.get(i)).id()))
                    .isEqualTo(kept.get(i))
                    .isNotEmpty();
            Answer everything = ehr().get("/Patient?_id=" + partners.get(i).split("/")[1]);
            assertThat(everything.status()).isEqualTo(200);
        }
    }

    /** Requirement 87. */
    @Test
    void partnerIsDestroyedAndTheOthersRecordStaysAndNamesThemNowhere() {
        Ward ward = new Ward(server);
        String before = ward.get(ward.partner, ward.partnersObservation).body();
        assertThat(before).contains("valueInteger");

        server.bean(Shredder.class).shred(owner(ward.patient), Shredder.RECORD);

        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(404);
        assertThat(ward.get(ward.partner, ward.partnersObservation).body()).isEqualTo(before);
        Answer everything = ward.get(ward.partner, ward.partner + "/$everything?_count=200");
        assertThat(everything.status()).as(everything.body()).isEqualTo(200);
        assertThat(everything.references()).contains(ward.partner, ward.partnersObservation);
        assertThat(everything.body()).doesNotContain(Ward.part(ward.patient));
    }

    @Test
    void numberOfAShreddedOwnerIsNeverGivenAgain() {
        String patient = people(1, "Single").keySet().iterator().next();
        Owner owner = owner(patient);
        server.bean(Shredder.class).shred(owner, Shredder.RECORD);
        administrator.queryForObject("select setval('confidant.owner_id_seq', ?::bigint)", Long.class, owner.id() - 1);
        server.bean(Shredder.class).replay();
        assertThat(owner(people(1, "Single").keySet().iterator().next()).id()).isGreaterThan(owner.id());
    }
}
