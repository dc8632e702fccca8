package health.confidant.server.authorization;

import health.confidant.server.authentication.OneTimePasswords;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The authorization code flow with PKCE, from the app's side (RFC 6749, section 4.1; RFC 7636, section 4). */
record CodeFlow(Wire wire, String clientId, URI redirect) {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final SecureRandom RANDOM = new SecureRandom();

    String run(Credentials credentials, String scope) throws IOException, InterruptedException {
        String state = random();
        String verifier = random();
        URI request = wire.at("/oauth2/authorize?" + Wire.encode(request(scope, state, challenge(verifier))));
        Map<String, String> answer = answer(signIn(request, credentials));
        if (!state.equals(answer.get("state"))) {
            throw new IOException("The answer belongs to another request");
        }
        if (!answer.containsKey("code")) {
            throw new IOException("The server issued no code: " + answer.get("error"));
        }
        return wire.token(redemption(answer.get("code"), verifier));
    }

    /** Goes where the server sends us, signs in if it wants that, and stops at the app's own address. */
    URI signIn(URI request, Credentials credentials) throws IOException, InterruptedException {
        URI next = location(wire.get(request), request);
        if (next.toString().startsWith(redirect.toString())) {
            return next;
        }
        Map<String, String> fields = Map.of("login", credentials.login(), "password", credentials.password());
        URI back = submit(next, fields);
        if (back.getPath().equals("/login/second")) {
            back = second(back, credentials);
        }
        if (back.getPath().startsWith("/login")) {
            throw new IOException(
                    back.getPath().equals("/login/enrol")
                            ? "The account must set up a second step first"
                            : "The login, the password or the code was refused");
        }
        return location(wire.get(back), back);
    }

    /** Each code works once, so a second sign-in within half a minute needs the one before or after it, or has to wait. */
    private URI second(URI page, Credentials credentials) throws IOException, InterruptedException {
        String secret = credentials.codes().orElseThrow(() -> new IOException("The account wants a second step"));
        Instant now = Instant.now();
        URI back = page;
        for (int step = -1; step <= 2 && back.getPath().equals("/login/second"); step++) {
            if (step == 2) {
                Thread.sleep(31_000);
            }
            back = submit(page, Map.of("code", OneTimePasswords.code(secret, now.plusSeconds(step * 30L))));
        }
        return back;
    }

    private URI submit(URI page, Map<String, String> fields) throws IOException, InterruptedException {
        HttpResponse<String> form = wire.get(page);
        Matcher csrf = CSRF.matcher(form.body());
        if (!csrf.find()) {
            throw new IOException("There is no sign-in page");
        }
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", csrf.group(1));
        return location(wire.post(wire.at(page.getPath()), all), page);
    }

    Map<String, String> request(String scope, String state, String challenge) throws IOException, InterruptedException {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirect.toString());
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("aud", wire.discovered("issuer") + "/fhir");
        parameters.put("code_challenge", challenge);
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    Map<String, String> redemption(String code, String verifier) {
        return Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", redirect.toString(),
                "client_id", clientId,
                "code_verifier", verifier);
    }

    static Map<String, String> answer(URI uri) {
        Map<String, String> fields = new HashMap<>();
        for (String field : uri.getRawQuery().split("&")) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static URI location(HttpResponse<String> answer, URI from) throws IOException {
        String location = answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("The server answered " + answer.statusCode()));
        return from.resolve(location);
    }
}
