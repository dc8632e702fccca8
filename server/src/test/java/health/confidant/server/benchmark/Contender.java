package health.confidant.server.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A running server, asked over HTTP.
 *
 * @param administrator its database as the owner, who sees every row
 * @param tokens of the callers; a plain server asks for none
 * @param process the server's process id
 */
record Contender(String name, URI fhir, JdbcTemplate administrator, Tokens tokens, long process) {
    /** Gives the access token of a caller by login; null for none. */
    @FunctionalInterface
    interface Tokens {
        String of(String login);
    }

    /** An answer; its body is the whole text. */
    record Answer(int status, String body) {}

    /** One request. {@code Cache-Control: no-cache} asks HAPI for a fresh search; Confidant never gives another. */
    Answer send(String login, String method, String path, String body) {
        try {
            HttpURLConnection http =
                    (HttpURLConnection) URI.create(fhir + path).toURL().openConnection();
            http.setRequestMethod(method);
            http.setConnectTimeout(10_000);
            http.setReadTimeout(300_000);
            http.setRequestProperty("Accept", "application/fhir+json");
            http.setRequestProperty("Cache-Control", "no-cache");
            String token = tokens.of(login);
            if (token != null) {
                http.setRequestProperty("Authorization", "Bearer " + token);
            }
            if (body != null) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                http.setRequestProperty("Content-Type", "application/fhir+json");
                http.setDoOutput(true);
                http.setFixedLengthStreamingMode(bytes.length);
                http.getOutputStream().write(bytes);
            }
            int status = http.getResponseCode();
            try (InputStream in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
                return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " " + method + " " + path.split("\\?")[0], e);
        }
    }
}
