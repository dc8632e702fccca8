package health.confidant.server.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** One conversation over HTTP with a running server: it keeps cookies and follows no redirect on its own. */
final class Wire {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER))
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    Wire(URI base) {
        this.base = base;
    }

    HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(request(uri).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(URI uri, Map<String, String> form) throws IOException, InterruptedException {
        HttpRequest request = request(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    /** A value of the server's metadata, which may name another address than the one we use (RFC 8414). */
    String discovered(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(at("/.well-known/oauth-authorization-server"));
        return json.readTree(answer.body()).path(name).asText();
    }

    String token(Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(at("/oauth2/token"), form);
        JsonNode body = json.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "The server issued no token: " + body.path("error").asText("unknown error"));
        }
        return body.path("access_token").asText();
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Accept", "text/html, application/json;q=0.9");
    }
}
