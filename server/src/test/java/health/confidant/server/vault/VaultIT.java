package health.confidant.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.AuditRecord;
import health.confidant.server.TestServer;
import health.confidant.server.atrest.Renewal;
import health.confidant.server.audit.Journaled;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.shred.Shredder;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class VaultIT {
    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Uploads uploads = new Uploads(server);
    private final Door ehr = uploads.ehr();
    private final Path folder = server.bean(VaultProperties.class).directory();

    private List<Path> files(String reference) throws IOException {
        UUID blob = administrator.queryForObject(
                "select blob from confidant.document where reference = ?", UUID.class, reference);
        try (Stream<Path> found = Files.list(folder.resolve(blob.toString()))) {
            return found.toList();
        }
    }

    private int owner(String reference) {
        return administrator.queryForObject(
                "select owner from confidant.document where reference = ?", Integer.class, reference);
    }

    @Test
    void documentComesBackWholeAsAnAttachmentAndIsSealedOnTheDisk() throws IOException {
        String reference = uploads.reference("34133-9");
        byte[] whole = uploads.upload(reference);
        HttpResponse<byte[]> answer = uploads.download(reference);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(whole);
        Map<String, List<String>> headers = answer.headers().map();
        assertThat(headers.get("content-disposition").get(0)).startsWith("attachment");
        assertThat(headers.get("x-content-type-options")).containsOnly("nosniff");
        assertThat(headers.get("content-type").get(0)).startsWith("application/pdf");
        for (Path file : files(reference)) {
            String sealed = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(sealed).startsWith("t1.").doesNotContain(Uploads.CANARY);
        }
        int owner = owner(reference);
        assertThat(new Journaled(server).records())
                .as("an upload is no sign-in")
                .noneMatch(record -> record.detail().contains(" /documents"));
        assertThat(server.bean(JournalReader.class).search(JournalReader.Question.of(owner), false, 100, 0).stream()
                        .filter(entry -> entry.record().action() == AuditRecord.Action.READ
                                && entry.record().entities().contains(reference)))
                .hasSize(1);
    }

    @Test
    void brokenUploadGoesOnWhereItEnded() {
        String reference = uploads.reference("34133-9");
        assertThat(uploads.announce(reference, 2 * Uploads.PART, "application/pdf"))
                .isEqualTo(201);
        byte[] part = new byte[Uploads.PART];
        assertThat(uploads.append(reference, 0, part).statusCode()).isEqualTo(204);
        assertThat(uploads.append(reference, 0, part).statusCode())
                .as("sent again")
                .isEqualTo(409);
        assertThat(uploads.download(reference).statusCode()).as("half of it").isEqualTo(404);
        HttpResponse<byte[]> progress = uploads.send(ehr.token(), "HEAD", reference, null);
        assertThat(progress.headers().firstValue("Upload-Offset")).contains(Integer.toString(Uploads.PART));
        assertThat(progress.headers().firstValue("Upload-Length")).contains(Integer.toString(2 * Uploads.PART));
        assertThat(uploads.append(reference, Uploads.PART, new byte[Uploads.PART + 1])
                        .statusCode())
                .isEqualTo(413);
        assertThat(uploads.append(reference, Uploads.PART, part).statusCode()).isEqualTo(204);
        assertThat(uploads.download(reference).body()).hasSize(2 * Uploads.PART);
        assertThat(
                        server
                                .bean(JournalReader.class)
                                .search(JournalReader.Question.of(owner(reference)), true, 100, 0)
                                .stream()
                                .map(JournalReader.Entry::record)
                                .filter(record -> record.entities().contains(reference)))
                .as("announced, a part, how far, a part, shown")
                .extracting(AuditRecord::action)
                .containsExactly(
                        AuditRecord.Action.CREATE,
                        AuditRecord.Action.UPDATE,
                        AuditRecord.Action.READ,
                        AuditRecord.Action.UPDATE,
                        AuditRecord.Action.READ);
    }

    @Test
    void otherTypesLengthsAndSecondDocumentsAreRefused() {
        String reference = uploads.reference("34133-9");
        assertThat(uploads.announce(reference, 10, "text/html")).isEqualTo(415);
        assertThat(uploads.announce(reference, 10, "image/svg+xml")).isEqualTo(415);
        assertThat(uploads.announce(reference, 0, "application/pdf")).isEqualTo(413);
        assertThat(uploads.announce(reference, Long.MAX_VALUE, "application/pdf"))
                .isEqualTo(413);
        assertThat(uploads.announce(reference, 10, "application/pdf")).isEqualTo(201);
        assertThat(uploads.announce(reference, 10, "application/pdf")).isEqualTo(409);
    }

    @Test
    void whoDoesNotSeeTheReferenceSeesNoDocumentAndNoDifference() {
        String reference = uploads.reference("34133-9");
        uploads.upload(reference);
        String nothing = "DocumentReference/" + UUID.randomUUID();
        assertThat(uploads.send(null, "GET", reference, null).statusCode()).isEqualTo(401);
        for (String login : List.of("daniel", "maya", "mo", "lee")) {
            String token = server.token(login);
            for (String method : List.of("GET", "HEAD")) {
                HttpResponse<byte[]> hidden = uploads.send(token, method, reference, null);
                HttpResponse<byte[]> missing = uploads.send(token, method, nothing, null);
                assertThat(hidden.statusCode())
                        .as(login)
                        .isEqualTo(missing.statusCode())
                        .isIn(403, 404);
                assertThat(text(hidden)).isEqualTo(text(missing));
            }
            assertThat(uploads.send(token, "PATCH", reference, new byte[1], "Upload-Offset", "0")
                            .statusCode())
                    .isIn(403, 404);
        }
    }

    /** But for the id of the answer. */
    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).replaceAll("\"id\":\"[^\"]+\"", "");
    }

    /** Two generations stay beside the newest, so that the fifth destroys what the document was sealed with at first. */
    @Test
    void documentStaysReadableWhateverKeysAreRenewed() throws IOException {
        String reference = uploads.reference("34133-9");
        byte[] whole = uploads.upload(reference);
        int owner = owner(reference);
        for (int generation = 2; generation <= 5; generation++) {
            server.bean(Renewal.class).renew(owner, KeyClass.RECORD);
            assertThat(uploads.download(reference).body()).isEqualTo(whole);
        }
        for (Path file : files(reference)) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .startsWith("t1." + owner + "-record-5\n")
                    .doesNotContain(Uploads.CANARY);
        }
    }

    @Test
    void uploadGoesOnWhileKeysAreRenewed() throws Exception {
        String reference = uploads.reference("34133-9");
        int owner = owner(uploads.announced(reference, 40 * 1000));
        byte[] whole = new byte[40 * 1000];
        new Random(2).nextBytes(whole);
        AtomicBoolean uploaded = new AtomicBoolean();
        ExecutorService officer = Executors.newSingleThreadExecutor();
        Future<Integer> renewals = officer.submit(() -> {
            int done = 0;
            do {
                server.bean(Renewal.class).renew(owner, KeyClass.RECORD);
                done++;
            } while (!uploaded.get());
            return done;
        });
        try {
            int at = 0;
            while (at < whole.length) {
                int status = uploads.append(reference, at, Arrays.copyOfRange(whole, at, at + 1000))
                        .statusCode();
                assertThat(status).isIn(204, 409);
                at = Integer.parseInt(uploads.send(ehr.token(), "HEAD", reference, null)
                        .headers()
                        .firstValue("Upload-Offset")
                        .orElseThrow());
            }
        } finally {
            uploaded.set(true);
            officer.shutdown();
        }
        assertThat(renewals.get()).isPositive();
        assertThat(uploads.download(reference).body()).isEqualTo(whole);
    }

    /** Requirement 74. */
    @Test
    void documentOfAPayerHasItsOwnKeyAndIsForBillingAlone() throws IOException {
        String maya = Door.id("Patient/maya");
        assertThat(ehr.get(maya).status()).isIn(200, 404);
        String reference = uploads.reference("52034-6");
        uploads.upload(reference);
        for (Path file : files(reference)) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("-billing-1\n");
        }
        HttpResponse<byte[]> clinician = uploads.send(server.token("kim"), "GET", reference, null);
        assertThat(clinician.statusCode()).isIn(403, 404);
    }

    @Test
    void changedExchangedAndCutPartsAreRefused() throws IOException {
        String reference = uploads.reference("34133-9");
        uploads.upload(reference);
        List<Path> files = files(reference);
        byte[] first = Files.readAllBytes(files.get(0));
        byte[] changed = first.clone();
        changed[changed.length / 2] ^= 1;
        for (byte[] attempt : List.of(
                changed, Arrays.copyOf(first, first.length - 1), Files.readAllBytes(files.get(1)), new byte[0])) {
            Files.write(files.get(0), attempt);
            assertThat(uploads.broken(reference)).isTrue();
        }
        Files.write(files.get(0), first);
        assertThat(uploads.download(reference).statusCode()).isEqualTo(200);
    }

    @Test
    void documentFollowsACorrectedSubjectUnderTheOthersKey() throws IOException {
        String reference = uploads.reference("34133-9");
        byte[] whole = uploads.upload(reference);
        String other = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Rightful\"}]}");
        String corrected = "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"type\":{\"coding\":[{"
                + "\"system\":\"http://loinc.org\",\"code\":\"34133-9\"}]},\"subject\":{\"reference\":\"" + other
                + "\"},\"content\":[{\"attachment\":{\"contentType\":\"application/pdf\"}}]}";
        Answer answer = ehr.send("PUT", reference, Records.withId(corrected, reference));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        int owner = administrator.queryForObject(
                "select id from confidant.owner where reference = ?", Integer.class, other);
        for (Path file : files(reference)) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("t1." + owner + "-record-");
        }
        assertThat(uploads.download(reference).body()).isEqualTo(whole);
    }

    /** Requirement 85. */
    @Test
    void shreddedOwnersDocumentsAreGoneAndSoAreStrayParts() throws IOException {
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Leaving\"}]}");
        String reference = uploads.reference(patient, "34133-9");
        uploads.upload(reference);
        Path home = files(reference).get(0).getParent();
        int owner = administrator.queryForObject(
                "select id from confidant.owner where reference = ?", Integer.class, patient);
        assertThat(server.bean(Vault.class).remove(owner, Set.of(KeyClass.BILLING)))
                .isZero();
        assertThat(server.bean(Vault.class).remove(owner, Shredder.RECORD)).isEqualTo(1);
        assertThat(home).doesNotExist();
        assertThat(uploads.download(reference).statusCode()).isEqualTo(404);
        Path stray = folder.resolve(UUID.randomUUID().toString());
        Files.createDirectories(stray);
        Files.writeString(stray.resolve("part"), "left behind");
        String kept = uploads.reference("34133-9");
        uploads.upload(kept);
        server.bean(Vault.class).sweep(Instant.EPOCH);
        assertThat(stray).as("may be another node's").exists();
        server.bean(Vault.class).sweep(Instant.now().plusSeconds(60));
        assertThat(stray).doesNotExist();
        assertThat(files(kept)).hasSize(3);
    }
}
