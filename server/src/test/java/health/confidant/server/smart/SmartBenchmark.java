package health.confidant.server.smart;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.authorization.Accounts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Tokens, introspections and authenticated reads a second, and how long a sign-in takes. Run by hand; the figures and the
 * command are in {@code docs/benchmarks-smart.md}.
 */
public final class SmartBenchmark {
    private static final int CLIENTS = 4;
    private static final int WARM_UP = 8;
    private static final int SECONDS = 8;

    private final HttpClient http = HttpClient.newHttpClient();

    private SmartBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        measure();
        System.exit(0);
    }

    static void measure() throws Exception {
        new SmartBenchmark().run();
    }

    private void run() throws Exception {
        TestServer server = TestServer.start();
        ECKey key = ECKey.parse(server.credentials("northside-ehr").password());
        HttpServer keys = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        keys.createContext("/", exchange -> {
            byte[] set = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
        });
        keys.start();
        int port = 18_123;
        URI plain = URI.create("http://127.0.0.1:" + port);
        new SpringApplicationBuilder(PlainServer.class)
                .run(
                        "--server.port=" + port,
                        "--plain.base=" + plain,
                        "--plain.keys=http://127.0.0.1:" + keys.getAddress().getPort() + "/",
                        "--spring.main.banner-mode=off");
        compare("token issue, private_key_jwt", () -> token(server.base(), key), () -> token(plain, key));
        String access = server.token("kim");
        String basic =
                App.basic("test-symmetric", server.credentials("test-symmetric").password());
        String known = App.json(issued(plain, key)).path("access_token").asText();
        String probe = App.basic(PlainServer.PROBE, PlainServer.PROBE);
        compare(
                "introspection",
                () -> post(server.base(), "/oauth2/introspect", Map.of("token", access), basic)
                        .statusCode(),
                () -> post(plain, "/oauth2/introspect", Map.of("token", known), probe)
                        .statusCode());
        String read = server.fhir() + "/" + App.ref("Patient/maya");
        compare(
                "authenticated read; a page without authentication",
                () -> send(HttpRequest.newBuilder(URI.create(read))
                                .header("Authorization", "Bearer " + access)
                                .build())
                        .statusCode(),
                () -> send(HttpRequest.newBuilder(URI.create(server.base() + "/fhir/.well-known/smart-configuration"))
                                .build())
                        .statusCode());
        signIns(server);
        server.stop();
    }

    private int token(URI base, ECKey key) throws Exception {
        return issued(base, key).statusCode();
    }

    private HttpResponse<String> issued(URI base, ECKey key) throws Exception {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(JOSEObjectType.JWT)
                        .keyID("northside-ehr")
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("northside-ehr")
                        .subject("northside-ehr")
                        .audience(base + "/oauth2/token")
                        .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        assertion.sign(new ECDSASigner(key));
        return post(
                base,
                "/oauth2/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "northside-ehr",
                        "scope", "system/*.rs",
                        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion", assertion.serialize()),
                null);
    }

    private HttpResponse<String> post(URI base, String path, Map<String, String> form, String authorization)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** In turn, plain, ours, ours, plain, so that whatever else the machine does falls on both. */
    private static void compare(String name, Callable<Integer> ours, Callable<Integer> plain) throws Exception {
        count(name, plain, WARM_UP);
        count(name, ours, WARM_UP);
        int first = count(name, plain, SECONDS);
        int done = count(name, ours, SECONDS) + count(name, ours, SECONDS);
        int second = count(name, plain, SECONDS);
        System.out.printf(
                "%s: %.1f a second, beside %.1f and %.1f, ratio %.2f%n",
                name,
                done / (2.0 * SECONDS),
                first / (double) SECONDS,
                second / (double) SECONDS,
                done / (double) (first + second));
    }

    private static int count(String name, Callable<Integer> work, int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Future<Integer>> counts = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            counts.add(threads.submit(() -> {
                int done = 0;
                while (System.nanoTime() < end) {
                    int status = work.call();
                    if (status != 200) {
                        throw new IllegalStateException(name + " answered " + status);
                    }
                    done++;
                }
                return done;
            }));
        }
        int all = 0;
        for (Future<Integer> count : counts) {
            all += count.get();
        }
        threads.shutdown();
        return all;
    }

    private static void signIns(TestServer server) throws Exception {
        String password = "lantern-orchid-68-velvet";
        server.bean(Accounts.class).create("bench", password, App.ref("Patient/tomas"), Set.of(Role.PATIENT));
        long[] times = new long[100];
        for (int i = -20; i < times.length; i++) {
            App app = new App(server);
            App.Form form = App.form(app.get("/login").body(), "/login");
            form.set("login", "bench");
            form.set("password", password);
            long start = System.nanoTime();
            HttpResponse<String> answer = app.submit(form);
            if (!App.location(answer).equals("/account")) {
                throw new IllegalStateException("Not signed in");
            }
            if (i >= 0) {
                times[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(times);
        System.out.printf("sign-in with a password: median %.0f ms, p95 %.0f ms%n", times[50] / 1e6, times[94] / 1e6);
    }
}
