package health.confidant.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.TestServer;
import health.confidant.server.database.StartRefused;
import health.confidant.server.shred.Shredder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents in a bucket: a server of its own beside S3Proxy. */
class BucketIT {
    private static S3Proxy s3;
    private static TestServer server;
    private static Uploads uploads;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        s3 = new S3Proxy();
        s3.start();
        server = TestServer.startWith(List.of(
                "--confidant.documents.bucket.url=" + s3.url(),
                "--confidant.documents.bucket.access-key=" + S3Proxy.ACCESS_KEY,
                "--confidant.documents.bucket.secret-key=" + S3Proxy.SECRET_KEY));
        uploads = new Uploads(server);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.stop();
        }
        s3.stop();
    }

    private static Bucket bucket(String secret) throws IOException {
        return new Bucket(
                new BucketProperties(URI.create(s3.url()), "us-east-1", S3Proxy.ACCESS_KEY, secret),
                new Folder(Files.createTempDirectory("drafts")));
    }

    private static String blob(String reference) {
        return server.administrator()
                .queryForObject("select blob from confidant.document where reference = ?", UUID.class, reference)
                .toString();
    }

    private static HttpResponse<byte[]> download(String reference) {
        return uploads.download(reference);
    }

    private static String part(Bucket bucket, UUID blob, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        Path draft = bucket.draft();
        Files.write(draft, bytes);
        bucket.keep(draft, blob, hash);
        return hash;
    }

    @Test
    void documentComesBackWholeAndLiesSealedInTheBucketAlone() throws IOException {
        String reference = uploads.reference("34133-9");
        byte[] whole = uploads.upload(reference);
        assertThat(download(reference).body()).isEqualTo(whole);
        assertThat(s3.parts(blob(reference))).hasSize(3).allSatisfy(part -> assertThat(
                        Files.readString(part, StandardCharsets.ISO_8859_1))
                .startsWith("t1.")
                .doesNotContain(Uploads.CANARY));
        try (var files = Files.walk(server.bean(VaultProperties.class).directory())) {
            assertThat(files.filter(Files::isRegularFile)).as("on this machine").isEmpty();
        }
    }

    @Test
    void changedAndLostPartsAreRefused() throws IOException {
        String reference = uploads.reference("34133-9");
        uploads.upload(reference);
        Path part = s3.parts(blob(reference)).get(0);
        byte[] before = Files.readAllBytes(part);
        byte[] changed = before.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(part, changed);
        assertThat(uploads.broken(reference)).isTrue();
        Files.delete(part);
        assertThat(uploads.broken(reference)).isTrue();
    }

    @Test
    void shreddedDocumentsLeaveTheBucket() throws IOException {
        String reference = uploads.reference("34133-9");
        uploads.upload(reference);
        String blob = blob(reference);
        int owner = server.administrator()
                .queryForObject("select owner from confidant.document where reference = ?", Integer.class, reference);
        assertThat(server.bean(Vault.class).remove(owner, Shredder.RECORD)).isEqualTo(1);
        assertThat(s3.parts(blob)).isEmpty();
        assertThat(download(reference).statusCode()).isEqualTo(404);
    }

    @Test
    void bucketThatIsAwayIs503AndNothingIsLost() throws Exception {
        String reference = uploads.reference("34133-9");
        byte[] whole = uploads.upload(reference);
        String later = uploads.reference("34133-9");
        assertThat(uploads.announce(later, 10, "application/pdf")).isEqualTo(201);
        s3.stop();
        try {
            for (HttpResponse<byte[]> answer : List.of(download(reference), uploads.append(later, 0, new byte[10]))) {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("DOCUMENT-007");
            }
        } finally {
            s3.start();
        }
        assertThat(download(reference).body()).isEqualTo(whole);
        assertThat(uploads.append(later, 0, new byte[10]).statusCode()).isEqualTo(204);
        assertThat(download(later).body()).isEqualTo(new byte[10]);
    }

    @Test
    void whoeverSignsWithAnotherKeyGetsNothingAndTheServerDoesNotStart() throws Exception {
        Bucket stranger = bucket("another");
        assertThatThrownBy(() -> part(stranger, UUID.randomUUID(), "x")).isInstanceOf(PartStore.Unavailable.class);
        assertThatThrownBy(() -> stranger.read(UUID.randomUUID(), "x")).isInstanceOf(PartStore.Unavailable.class);
        Vault vault = new Vault(new Documents(server.administrator()), stranger, null);
        assertThatThrownBy(() -> vault.sweep(Instant.EPOCH))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("CONFIDANT_DOCUMENTS_BUCKET_URL");
    }

    @Test
    void moreBlobsThanOnePageOfAListAreFoundByAge() throws Exception {
        Bucket bucket = bucket(S3Proxy.SECRET_KEY);
        Set<UUID> made = new HashSet<>();
        for (int i = 0; i < 1_001; i++) {
            UUID blob = UUID.randomUUID();
            part(bucket, blob, "part " + i);
            made.add(blob);
        }
        assertThat(bucket.blobs(Instant.now().plusSeconds(60))).containsAll(made);
        assertThat(bucket.blobs(Instant.EPOCH)).isEmpty();
        UUID one = made.iterator().next();
        String second = part(bucket, one, "second");
        assertThat(new String(bucket.read(one, second).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("second");
        bucket.remove(one);
        assertThatThrownBy(() -> bucket.read(one, second)).isInstanceOf(NoSuchFileException.class);
        assertThat(bucket.blobs(Instant.now().plusSeconds(60)))
                .doesNotContain(one)
                .hasSizeGreaterThanOrEqualTo(1_000);
    }
}
