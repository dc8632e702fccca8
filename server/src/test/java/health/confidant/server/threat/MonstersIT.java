package health.confidant.server.threat;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** L18 and L19: bodies that are small outside and large inside, or endless. */
class MonstersIT {
    private static final long CONSTANT = 100L << 20;

    private final TestServer server = TestServer.shared();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void gzipBombIsRefusedUnopened() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                gzip.write(zeros);
            }
        }
        assertThat(bomb.size()).isLessThan(256 << 10);
        long before = settled();
        HttpResponse<String> answer = post(
                "/Condition",
                "application/fhir+json",
                BodyPublishers.ofByteArray(bomb.toByteArray()),
                "Content-Encoding",
                "gzip");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(peak() - before).isLessThan(CONSTANT);
    }

    @Test
    void endlessBodyIsRefusedAtTheLimit() throws Exception {
        long before = settled();
        HttpResponse<String> answer =
                post("/Condition", "application/fhir+json", BodyPublishers.ofInputStream(() -> new Spaces(300L << 20)));
        assertThat(answer == null ? 413 : answer.statusCode()).isEqualTo(413);
        assertThat(peak() - before).isLessThan(CONSTANT);
    }

    @Test
    void deepJsonIsRefusedBeforeItIsAnObject() throws Exception {
        String deep = "{\"resourceType\":\"Condition\",\"extension\":" + "[{\"extension\":".repeat(20_000) + "[]"
                + "}]".repeat(20_000) + "}";
        HttpResponse<String> answer = post("/Condition", "application/fhir+json", BodyPublishers.ofString(deep));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("EDGE-007");
    }

    @Test
    void xmlIsNotRead() throws Exception {
        String xxe = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + "<Condition xmlns=\"http://hl7.org/fhir\"><id value=\"&e;\"/></Condition>";
        for (String type : new String[] {"application/fhir+xml", "application/xml", "text/xml"}) {
            assertThat(post("/Condition", type, BodyPublishers.ofString(xxe)).statusCode())
                    .isEqualTo(415);
        }
        assertThat(post("/Condition", "application/fhir+json", BodyPublishers.ofString(xxe))
                        .statusCode())
                .isEqualTo(400);
    }

    /** @return null where the server closed the connection while the body was still coming */
    private HttpResponse<String> post(String path, String type, BodyPublisher body, String... headers)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.fhir() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + server.token("kim"))
                .header("Content-Type", type)
                .POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        }
    }

    private static long settled() {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        return pools().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    private static long peak() {
        return pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static java.util.stream.Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static final class Spaces extends InputStream {
        private long left;

        private Spaces(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(length, left);
            java.util.Arrays.fill(buffer, offset, offset + n, (byte) ' ');
            left -= n;
            return n;
        }
    }
}
