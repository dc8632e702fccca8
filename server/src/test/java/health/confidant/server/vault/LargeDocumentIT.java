package health.confidant.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A recording of half a gigabyte through the whole server, up in parts of which one breaks off, and down: what is in
 * the heap at any moment, client included, grows by less than 64 MiB. Requirement 74. {@code -Dconfidant.test.megabytes}
 * asks for another size.
 */
class LargeDocumentIT {
    private static final long LENGTH = Long.getLong("confidant.test.megabytes", 500) << 20;
    private static final long PART = Math.min(LENGTH / 2, 100L << 20);
    private static final long GROWTH = 64L << 20;
    private static final int SEED = 20261127;

    private final TestServer server = TestServer.shared();
    private final Uploads uploads = new Uploads(server);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong most = new AtomicLong();

    /** Bytes that no compression makes shorter, and that nobody holds: made while they are read. */
    private static class Recording extends InputStream {
        private final byte[] chunk = new byte[64 * 1024];
        private long left;
        private long at;
        private long number = -1;

        private Recording(long from, long length) {
            this.left = length;
            this.at = from;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int within = (int) (at % chunk.length);
            if (number != at / chunk.length) {
                number = at / chunk.length;
                new Random(SEED + number).nextBytes(chunk);
            }
            int taken = (int) Math.min(Math.min(length, chunk.length - within), left);
            System.arraycopy(chunk, within, target, offset, taken);
            at += taken;
            left -= taken;
            return taken;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String reference) {
        return HttpRequest.newBuilder(
                        URI.create(server.base() + "/documents/" + reference.split("/")[1]))
                .header("Authorization", "Bearer " + server.token("northside-ehr"));
    }

    private int append(String reference, long offset, InputStream part, long length)
            throws IOException, InterruptedException {
        HttpRequest append = request(reference)
                .header("Upload-Offset", Long.toString(offset))
                .method("PATCH", BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> part), length))
                .build();
        return http.send(append, BodyHandlers.discarding()).statusCode();
    }

    private long offset(String reference) throws IOException, InterruptedException {
        HttpResponse<Void> progress = http.send(
                request(reference).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.discarding());
        return progress.headers().firstValueAsLong("Upload-Offset").orElseThrow();
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void halfAGigabyteComesUpAndDownInConstantMemory() throws Exception {
        String reference = uploads.announced(uploads.reference("34133-9"), LENGTH);
        assertThat(append(reference, 0, new Recording(0, 1 << 20), 1 << 20)).isEqualTo(204);
        long before = live();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        watch.scheduleWithFixedDelay(() -> most.accumulateAndGet(live(), Math::max), 0, 1, TimeUnit.SECONDS);
        try {
            InputStream breaking = new Recording(1 << 20, PART) {
                private long sent;

                @Override
                public int read(byte[] target, int offset, int length) {
                    sent += length;
                    if (sent > PART / 2) {
                        throw new IllegalStateException("The line is cut.");
                    }
                    return super.read(target, offset, length);
                }
            };
            assertThatThrownBy(() -> append(reference, 1 << 20, breaking, PART)).isInstanceOf(IOException.class);
            long at = offset(reference);
            assertThat(at).as("of the part that broke off there is nothing").isEqualTo(1 << 20);
            while (at < LENGTH) {
                long part = Math.min(PART, LENGTH - at);
                assertThat(append(reference, at, new Recording(at, part), part)).isEqualTo(204);
                at = offset(reference);
            }
            assertThat(at).isEqualTo(LENGTH);

            HttpResponse<InputStream> answer = http.send(request(reference).build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            MessageDigest came = sha256();
            try (InputStream in = new DigestInputStream(answer.body(), came)) {
                assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(LENGTH);
            }
            MessageDigest sent = sha256();
            new Recording(0, LENGTH).transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sent));
            assertThat(came.digest()).isEqualTo(sent.digest());
        } finally {
            watch.shutdown();
            watch.awaitTermination(1, TimeUnit.MINUTES);
        }
        assertThat(most.get()).as("it was looked at all the while").isPositive();
        assertThat(most.get() - before).isLessThan(GROWTH);
        System.out.printf(
                "%d MiB up and down: the heap grew by %.1f MiB%n", LENGTH >> 20, (most.get() - before) / 1048576.0);
    }
}
