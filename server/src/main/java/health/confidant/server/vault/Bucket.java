package health.confidant.server.vault;

import com.github.davidmoten.aws.lw.client.Client;
import com.github.davidmoten.aws.lw.client.HttpMethod;
import com.github.davidmoten.aws.lw.client.Request;
import com.github.davidmoten.aws.lw.client.Response;
import com.github.davidmoten.aws.lw.client.ResponseInputStream;
import com.github.davidmoten.aws.lw.client.xml.XmlElement;
import com.github.davidmoten.aws.lw.client.xml.XmlParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sealed parts as objects of an S3-compatible bucket, addressed by path, with requests signed by AWS Signature Version 4.
 * A part goes up from the disk and comes down as a stream; it is never in memory whole. The store checks its Content-MD5
 * before it takes it, which all of them know, and the vault its SHA-256 each time it comes back.
 */
final class Bucket implements PartStore {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    /** The library signs a request without its body only if it has one. */
    private static final byte[] SOME_BODY = {0};

    private final String name;
    private final Client client;
    private final PartStore spool;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** @param spool whose drafts parts are sealed into on their way */
    Bucket(BucketProperties properties, PartStore spool) {
        this.name = properties.name();
        this.spool = spool;
        this.client = Client.s3()
                .region(properties.region())
                .accessKey(properties.accessKey())
                .secretKey(properties.secretKey())
                .baseUrlFactory((service, region) -> properties.endpoint())
                .connectTimeout(10, TimeUnit.SECONDS)
                .readTimeout(60, TimeUnit.SECONDS)
                .retryMaxAttempts(3)
                .build();
    }

    @Override
    public Path draft() throws IOException {
        return spool.draft();
    }

    @Override
    public void keep(Path draft, UUID blob, String hash) throws IOException {
        String checksum = md5(draft);
        String signed = client.path(name, blob.toString(), hash)
                .method(HttpMethod.PUT)
                .header("Content-MD5", checksum)
                .unsignedPayload()
                .requestBody(SOME_BODY)
                .presignedUrl(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        HttpRequest request = HttpRequest.newBuilder(URI.create(signed))
                .timeout(PATIENCE)
                .header("x-amz-content-sha256", UNSIGNED)
                .header("Content-MD5", checksum)
                .PUT(HttpRequest.BodyPublishers.ofFile(draft))
                .build();
        expect(sent(request));
        Files.deleteIfExists(draft);
    }

    private int sent(HttpRequest request) throws Unavailable {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The upload was interrupted.", e);
        } catch (IOException e) {
            throw new Unavailable("The bucket cannot be reached.", e);
        }
    }

    @Override
    public InputStream read(UUID blob, String hash) throws IOException {
        ResponseInputStream answer =
                asked(() -> client.path(name, blob.toString(), hash).responseInputStream());
        if (answer.statusCode() == 200) {
            return answer;
        }
        answer.close();
        if (answer.statusCode() == 404) {
            throw new NoSuchFileException(blob + "/" + hash);
        }
        throw refused(answer.statusCode());
    }

    @Override
    public void remove(UUID blob) throws IOException {
        for (Part part : parts(blob + "/")) {
            int status = asked(() -> client.path(name, blob.toString(), part.hash())
                            .method(HttpMethod.DELETE)
                            .response())
                    .statusCode();
            if (status != 404) {
                expect(status);
            }
        }
    }

    @Override
    public List<UUID> blobs(Instant before) throws IOException {
        Map<UUID, Instant> last = new TreeMap<>();
        for (Part part : parts("")) {
            last.merge(part.blob(), part.kept(), (one, other) -> one.isAfter(other) ? one : other);
        }
        last.values().removeIf(kept -> !kept.isBefore(before));
        return List.copyOf(last.keySet());
    }

    private record Part(UUID blob, String hash, Instant kept) {}

    private List<Part> parts(String prefix) throws IOException {
        List<Part> parts = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Request request = client.path(name).query("list-type", "2").query("prefix", prefix);
            Request page = next.map(token -> request.query("continuation-token", token))
                    .orElse(request);
            Response answer = asked(page::response);
            expect(answer.statusCode());
            XmlElement list = xml(answer);
            for (XmlElement object : list.childrenWithName("Contents")) {
                String[] key = object.content("Key").split("/", -1);
                if (key.length == 2 && key[0].length() == 36) {
                    parts.add(new Part(UUID.fromString(key[0]), key[1], Instant.parse(object.content("LastModified"))));
                }
            }
            next = list.childrenWithName("NextContinuationToken").stream()
                    .map(XmlElement::content)
                    .findFirst();
        } while (next.isPresent());
        return parts;
    }

    private static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream out =
                        new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("MD5"))) {
            in.transferTo(out);
            return Base64.getEncoder().encodeToString(out.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static XmlElement xml(Response answer) throws Unavailable {
        try {
            return XmlElement.parse(answer.contentUtf8());
        } catch (XmlParseException e) {
            throw new Unavailable("The bucket's list cannot be read.", e);
        }
    }

    /** The library throws its own and unchecked exceptions where the network fails. */
    private static <T> T asked(Supplier<T> request) throws Unavailable {
        try {
            return request.get();
        } catch (RuntimeException e) {
            throw new Unavailable("The bucket cannot be reached.", e);
        }
    }

    private static void expect(int status) throws Unavailable {
        if (status / 100 != 2) {
            throw refused(status);
        }
    }

    private static Unavailable refused(int status) {
        return new Unavailable("The bucket answered " + status + ".", null);
    }
}
