package health.confidant.server.authorization;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The authorization code flow with PKCE, from the app's side (RFC 6749, section 4.1; RFC 7636, section 4). */
record CodeFlow(Wire wire, String clientId, URI redirect) {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final SecureRandom RANDOM = new SecureRandom();

    String run(String login, String password, String scope) throws IOException, InterruptedException {
        String state = random();
        String verifier = random();
        URI request = wire.at("/oauth2/authorize?" + Wire.encode(request(scope, state, challenge(verifier))));
        Map<String, String> answer = answer(signIn(request, login, password));
        if (!state.equals(answer.get("state"))) {
            throw new IOException("The answer belongs to another request");
        }
        if (!answer.containsKey("code")) {
            throw new IOException("The server issued no code: " + answer.get("error"));
        }
        return wire.token(redemption(answer.get("code"), verifier));
    }

    /** Goes where the server sends us, signs in once, and stops at the app's own address. */
    URI signIn(URI request, String login, String password) throws IOException, InterruptedException {
        HttpResponse<String> page = wire.get(request);
        URI next = location(page, request);
        if (next.toString().startsWith(redirect.toString())) {
            return next;
        }
        HttpResponse<String> form = wire.get(next);
        Matcher csrf = CSRF.matcher(form.body());
        if (!csrf.find()) {
            throw new IOException("There is no sign-in page");
        }
        Map<String, String> fields = Map.of("login", login, "password", password, "_csrf", csrf.group(1));
        URI back = location(wire.post(wire.at("/login"), fields), next);
        if (back.getPath().equals("/login")) {
            throw new IOException("The login or the password was refused");
        }
        return location(wire.get(back), back);
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
