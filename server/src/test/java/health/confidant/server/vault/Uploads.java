package health.confidant.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.threat.Door;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Requests for documents, as an EHR sends them. */
final class Uploads {
    static final int PART = 300_000;
    /** Stands in every document that {@link #upload} sends. */
    static final String CANARY = "Zqdocument";

    private final TestServer server;
    private final Door ehr;
    private final HttpClient http = HttpClient.newHttpClient();

    Uploads(TestServer server) {
        this.server = server;
        this.ehr = Door.of(server, "northside-ehr");
    }

    Door ehr() {
        return ehr;
    }

    String reference(String code) {
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Vaulted\"}]}");
        return reference(patient, code);
    }

    String reference(String patient, String code) {
        return ehr.create("{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"type\":{\"coding\":[{"
                + "\"system\":\"http://loinc.org\",\"code\":\"" + code + "\"}]},\"subject\":{\"reference\":\"" + patient
                + "\"},\"content\":[{\"attachment\":{\"contentType\":\"application/pdf\"}}]}");
    }

    HttpResponse<byte[]> send(String token, String method, String reference, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.base() + "/documents/" + reference.split("/")[1]))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int announce(String reference, long length, String type) {
        return send(ehr.token(), "POST", reference, null, "Upload-Length", Long.toString(length), "Upload-Type", type)
                .statusCode();
    }

    /** The reference, to which a document of this length may come now. */
    String announced(String reference, long length) {
        assertThat(announce(reference, length, "application/pdf")).isEqualTo(201);
        return reference;
    }

    HttpResponse<byte[]> append(String reference, long offset, byte[] part) {
        return send(ehr.token(), "PATCH", reference, part, "Upload-Offset", Long.toString(offset));
    }

    HttpResponse<byte[]> download(String reference) {
        return send(ehr.token(), "GET", reference, null);
    }

    /** Whether a download is refused, or breaks off in the middle. */
    boolean broken(String reference) {
        try {
            return download(reference).statusCode() == 500;
        } catch (IllegalStateException e) {
            return e.getCause() instanceof IOException;
        }
    }

    byte[] upload(String reference) {
        byte[] whole = new byte[3 * PART];
        new Random(1).nextBytes(whole);
        System.arraycopy(CANARY.getBytes(StandardCharsets.UTF_8), 0, whole, PART + 7, CANARY.length());
        assertThat(announce(reference, whole.length, "application/pdf")).isEqualTo(201);
        for (int at = 0; at < whole.length; at += PART) {
            assertThat(append(reference, at, Arrays.copyOfRange(whole, at, at + PART))
                            .statusCode())
                    .isEqualTo(204);
        }
        return whole;
    }
}
