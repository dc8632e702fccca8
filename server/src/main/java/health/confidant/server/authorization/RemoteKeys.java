package health.confidant.server.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key sets that clients publish themselves (SMART App Launch 2.2, "Registering a client": JWKS by URL).
 *
 * <p>Public https addresses alone, no redirect, five seconds, 64 KiB. A set is kept as long as its {@code Cache-Control}
 * says, at least a minute and at most a day; an unknown key id fetches it again, at most once a minute, so that neither a
 * rotation waits nor a forged id makes this server hammer somebody. What cannot be fetched proves nothing, and is asked for
 * again after a minute.
 */
final class RemoteKeys {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int SIZE = 64 * 1024;
    private static final Pattern AGE = Pattern.compile("max-age=(\\d{1,9})");

    /** Fetches a set; replaced by tests, which have no public address. */
    interface Source {
        Answer fetch(URI uri) throws IOException, InterruptedException;
    }

    /** @param age how long it may be kept, as its server says */
    record Answer(String body, Duration age) {}

    private record Kept(JWKSet keys, Instant fetched, Instant until) {}

    private final Source source;
    private final Clock clock;
    private final Map<URI, Kept> kept = new ConcurrentHashMap<>();
    private final Map<URI, Instant> failed = new ConcurrentHashMap<>();

    RemoteKeys(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    static RemoteKeys overHttps(Clock clock) {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .build();
        return new RemoteKeys(uri -> fetch(http, uri), clock);
    }

    /** @throws IllegalArgumentException if there is no acceptable set */
    JWKSet at(URI uri, String keyId) {
        Instant now = clock.instant();
        Kept known = kept.get(uri);
        boolean fresh = known != null && now.isBefore(known.until());
        boolean holds = known != null && known.keys().getKeyByKeyId(keyId) != null;
        boolean tooSoon = known != null && now.isBefore(known.fetched().plus(SHORTEST));
        if (fresh && (holds || tooSoon)) {
            return known.keys();
        }
        Instant failure = failed.get(uri);
        if (failure != null && now.isBefore(failure.plus(SHORTEST))) {
            throw new IllegalArgumentException("The keys could not be fetched just now");
        }
        try {
            Kept fetched = fetch(uri, now);
            failed.remove(uri);
            kept.put(uri, fetched);
            return fetched.keys();
        } catch (IllegalArgumentException e) {
            failed.put(uri, now);
            throw e;
        }
    }

    private Kept fetch(URI uri, Instant now) {
        try {
            Answer answer = source.fetch(uri);
            Duration age = answer.age().compareTo(SHORTEST) < 0
                    ? SHORTEST
                    : answer.age().compareTo(LONGEST) > 0 ? LONGEST : answer.age();
            return new Kept(ClientRules.keys(answer.body()), now, now.plus(age));
        } catch (IOException e) {
            throw new IllegalArgumentException("The keys cannot be fetched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("The keys cannot be fetched", e);
        }
    }

    private static Answer fetch(HttpClient http, URI uri) throws IOException, InterruptedException {
        PublicAddress.check(uri);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(SIZE + 1);
            if (answer.statusCode() != 200 || bytes.length > SIZE) {
                throw new IOException("No key set");
            }
            Matcher age =
                    AGE.matcher(answer.headers().firstValue("Cache-Control").orElse(""));
            Duration keep = age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : SHORTEST;
            return new Answer(new String(bytes, StandardCharsets.UTF_8), keep);
        }
    }
}
