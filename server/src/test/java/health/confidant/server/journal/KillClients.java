package health.confidant.server.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that read, search, write and send batches as fast as they are answered, and keep what was acknowledged. */
final class KillClients {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String CONDITION = Door.id("Condition/maya-alcohol");

    private final ServerProcess server;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    KillClients(ServerProcess server, int count, String token) {
        this.server = server;
        this.token = token;
        for (int i = 0; i < count; i++) {
            int seed = i;
            threads.add(new Thread(() -> loop(new Random(seed)), "client-" + i));
        }
    }

    void run() {
        threads.forEach(Thread::start);
    }

    /** Until so many were acknowledged, a minute at most. */
    void await(int count) throws InterruptedException {
        for (int i = 0; i < 600 && acknowledged.size() < count; i++) {
            Thread.sleep(100);
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(Duration.ofMinutes(1).toMillis());
        }
    }

    /** Request ids of the answers that came whole. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Ids of the conditions that were answered with 201. */
    Set<String> written() {
        return written;
    }

    /** Answers that said to try again: 503 with Retry-After and an outcome without data. */
    int unavailable() {
        return unavailable.get();
    }

    /** What was neither: status and diagnostics. */
    Set<String> others() {
        return others;
    }

    private void loop(Random random) {
        while (!stopped) {
            try {
                ask(random.nextInt(5));
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void ask(int kind) throws IOException, InterruptedException {
        switch (kind) {
            case 0 -> send("GET", "/" + CONDITION, null);
            case 1 -> send("GET", "/Condition?patient=" + MAYA, null);
            case 2 -> send("GET", "/" + Door.id("Condition/tomas-alcohol") + "/_history", null);
            case 3 ->
                send(
                        "POST",
                        "/",
                        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                                + CONDITION + "\"}}]}");
            default -> send("POST", "/Condition", Records.condition(MAYA, "Z63.0"));
        }
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.base() + "/fhir" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/fhir+json");
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
            acknowledged.add(answer.headers().firstValue("X-Request-ID").orElseThrow());
            if (answer.statusCode() == 201) {
                written.add(
                        new ObjectMapper().readTree(answer.body()).path("id").asText());
            }
        } else if (answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent()
                && answer.body().contains("OperationOutcome")
                && !answer.body().contains("F10.20")) {
            unavailable.incrementAndGet();
        } else {
            others.add(answer.statusCode() + " " + answer.body());
        }
    }
}
