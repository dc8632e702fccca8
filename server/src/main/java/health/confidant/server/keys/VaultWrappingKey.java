package health.confidant.server.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/**
 * A key of the transit engine of HashiCorp Vault or OpenBao, by its HTTP API; the key never leaves it. Versions are
 * {@code vault-1} and so on. The key must be of type {@code aes256-gcm96}, which takes associated data.
 */
final class VaultWrappingKey implements WrappingKey {
    private static final String PREFIX = "vault-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI transit;
    private final String name;
    private final String token;
    private volatile int latest;

    /**
     * @param address such as {@code https://vault.example:8200}
     * @param name of the transit key
     * @throws StartRefused when Vault does not answer, or has no such key
     */
    VaultWrappingKey(URI address, String name, String token) {
        this.transit = URI.create(address.toString().replaceAll("/+$", "") + "/v1/transit/");
        this.name = name;
        this.token = token;
        try {
            this.latest = latestVersion();
        } catch (KeyException e) {
            throw new StartRefused("Vault has no transit key for this server: " + e.getMessage()
                    + " Check CONFIDANT_WRAPPING_ADDRESS, CONFIDANT_WRAPPING_KEY and CONFIDANT_WRAPPING_PASSPHRASE (the"
                    + " token), and that the transit engine holds a key of type aes256-gcm96.");
        }
    }

    @Override
    public String current() {
        latest = latestVersion();
        return PREFIX + latest;
    }

    @Override
    public Wrapped wrap(byte[] key, String context) {
        JsonNode data = post("encrypt/" + name, Map.of("plaintext", base64(key), "associated_data", base64(context)));
        String[] parts = data.path("ciphertext").asText().split(":");
        if (parts.length != 3 || !parts[0].equals("vault") || !parts[1].matches("v\\d+")) {
            throw new KeyException("Vault's answer is no ciphertext.");
        }
        return new Wrapped(PREFIX + parts[1].substring(1), Base64.getDecoder().decode(parts[2]));
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, String context) {
        if (!wrapped.version().startsWith(PREFIX)) {
            throw new KeyException("Key " + context + " was not wrapped by Vault.");
        }
        String ciphertext = "vault:v" + wrapped.version().substring(PREFIX.length()) + ":" + base64(wrapped.bytes());
        JsonNode data = post("decrypt/" + name, Map.of("ciphertext", ciphertext, "associated_data", base64(context)));
        return Base64.getDecoder().decode(data.path("plaintext").asText());
    }

    @Override
    public void rotate() {
        post("keys/" + name + "/rotate", Map.of());
        latest = latestVersion();
    }

    @Override
    public void retire() {
        post("keys/" + name + "/config", Map.of("min_decryption_version", latest, "min_encryption_version", latest));
        post("keys/" + name + "/trim", Map.of("min_available_version", latest));
    }

    private int latestVersion() {
        int found = send(request("keys/" + name).GET())
                .path("data")
                .path("latest_version")
                .asInt();
        if (found < 1) {
            throw new KeyException("Vault names no version of the key.");
        }
        return found;
    }

    private JsonNode post(String path, Map<String, Object> body) {
        try {
            return send(request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))))
                    .path("data");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(transit.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("X-Vault-Token", token)
                .header("X-Vault-Request", "true");
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new KeyException("Vault answered " + answer.statusCode() + ".");
            }
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new KeyException("Vault does not answer (" + e.getClass().getSimpleName() + ").");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyException("Interrupted while Vault was asked.");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
