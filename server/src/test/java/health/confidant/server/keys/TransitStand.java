package health.confidant.server.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Speaks the part of Vault's transit API that is used: read, encrypt, decrypt, rotate, config and trim of one
 * {@code aes256-gcm96} key, with associated data and minimum versions, as its documentation describes them.
 */
final class TransitStand implements AutoCloseable {
    static final String TOKEN = "a-token";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final TreeMap<Integer, SecretKey> versions = new TreeMap<>();
    private int minimum = 1;

    TransitStand() throws IOException {
        versions.put(1, fresh());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/transit/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/v1/transit/".length());
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        int status = 200;
        Object data = Map.of();
        try {
            if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
                status = 403;
            } else {
                data = switch (exchange.getRequestMethod() + " " + path) {
                    case "GET keys/confidant" -> Map.of("latest_version", versions.lastKey(), "type", "aes256-gcm96");
                    case "POST encrypt/confidant" -> encrypt(body);
                    case "POST decrypt/confidant" -> decrypt(body);
                    case "POST keys/confidant/rotate" -> {
                        versions.put(versions.lastKey() + 1, fresh());
                        yield Map.of();
                    }
                    case "POST keys/confidant/config" -> {
                        minimum = body.get("min_decryption_version").asInt();
                        yield Map.of();
                    }
                    case "POST keys/confidant/trim" -> {
                        versions.headMap(body.get("min_available_version").asInt())
                                .clear();
                        yield Map.of();
                    }
                    default -> throw new IllegalArgumentException(path);
                };
            }
        } catch (GeneralSecurityException e) {
            status = 400;
        } catch (IllegalArgumentException e) {
            status = 404;
        }
        byte[] text = JSON.writeValueAsBytes(Map.of("data", data));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private Map<String, Object> encrypt(JsonNode body) throws GeneralSecurityException {
        byte[] sealed = Gcm.seal(
                versions.lastEntry().getValue(),
                bytes(body, "plaintext"),
                new String(bytes(body, "associated_data"), StandardCharsets.UTF_8));
        return Map.of(
                "ciphertext",
                "vault:v" + versions.lastKey() + ":" + Base64.getEncoder().encodeToString(sealed));
    }

    private Map<String, Object> decrypt(JsonNode body) throws GeneralSecurityException {
        String[] parts = body.get("ciphertext").asText().split(":");
        int version = Integer.parseInt(parts[1].substring(1));
        if (version < minimum || !versions.containsKey(version)) {
            throw new GeneralSecurityException("version");
        }
        byte[] plain = Gcm.open(
                versions.get(version),
                Base64.getDecoder().decode(parts[2]),
                new String(bytes(body, "associated_data"), StandardCharsets.UTF_8));
        return Map.of("plaintext", Base64.getEncoder().encodeToString(plain));
    }

    private static byte[] bytes(JsonNode body, String name) {
        return Base64.getDecoder().decode(body.get(name).asText());
    }

    private static SecretKey fresh() {
        return new SecretKeySpec(Gcm.random(32), "AES");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
