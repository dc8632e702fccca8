package health.confidant.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Credentials;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A SMART app and the browser of its user: each request is written out, redirects are followed by hand, forms are read
 * from the pages as a browser would.
 */
public final class App {
    static final String REDIRECT = "http://127.0.0.1:8765/callback";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern FORM = Pattern.compile("(?s)<form[^>]*>.*?</form>");

    /** A form of a page, as it would be sent if nothing was changed. */
    public record Form(String method, String action, List<Map.Entry<String, String>> fields, String html) {
        public void set(String name, String value) {
            remove(name);
            fields.add(Map.entry(name, value));
        }

        void remove(String name) {
            fields.removeIf(field -> field.getKey().equals(name));
        }

        void untick(String scope) {
            fields.removeIf(
                    field -> field.getKey().equals("scope") && field.getValue().equals(scope));
        }

        String field(String name) {
            return fields.stream()
                    .filter(field -> field.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }

    private final TestServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER))
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    final String verifier = random();

    public App(TestServer server) {
        this.server = server;
    }

    /** The id of one of the world's resources, such as {@code Patient/maya}. */
    static String id(String symbolic) {
        String id = World.id(symbolic);
        return id.substring(id.indexOf('/') + 1);
    }

    /** A reference to it. */
    static String ref(String symbolic) {
        return symbolic.substring(0, symbolic.indexOf('/') + 1) + id(symbolic);
    }

    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI at(String path) {
        return path.startsWith("http") ? URI.create(path) : URI.create(server.base() + path);
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        } else {
            request.header("Accept", "text/html");
        }
        return send(request.build());
    }

    HttpResponse<String> post(String path, List<Map.Entry<String, String>> form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        return post(path, List.copyOf(form.entrySet()), headers);
    }

    HttpResponse<String> postJson(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encode(List<Map.Entry<String, String>> form) {
        return form.stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("No JSON: " + answer.body(), e);
        }
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(answer.statusCode() + " " + answer.body()));
    }

    static Map<String, String> query(String uri) {
        Map<String, String> fields = new HashMap<>();
        int start = uri.indexOf('?');
        for (String field : start < 0 ? new String[0] : uri.substring(start + 1).split("&")) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    static List<Form> forms(String page) {
        List<Form> forms = new ArrayList<>();
        Matcher form = FORM.matcher(page);
        while (form.find()) {
            List<Map.Entry<String, String>> fields = new ArrayList<>();
            Matcher input = INPUT.matcher(form.group());
            while (input.find()) {
                String tag = input.group();
                boolean sent = !tag.contains("type=\"checkbox\"") || tag.contains("checked");
                if (sent && attribute(tag, "name").isPresent()) {
                    fields.add(Map.entry(
                            attribute(tag, "name").get(),
                            attribute(tag, "value").orElse("")));
                }
            }
            String head = form.group().substring(0, form.group().indexOf('>'));
            forms.add(new Form(
                    attribute(head, "method").orElse("get"),
                    attribute(head, "action").orElse(""),
                    fields,
                    form.group()));
        }
        return forms;
    }

    private static Optional<String> attribute(String tag, String name) {
        Matcher attribute = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(tag);
        return attribute.find()
                ? Optional.of(attribute.group(1).replace("&amp;", "&").replace("&quot;", "\""))
                : Optional.empty();
    }

    /** The form that goes there. */
    public static Form form(String page, String action) {
        return forms(page).stream()
                .filter(form -> form.action().equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No form to " + action + " in " + page));
    }

    public HttpResponse<String> submit(Form form) {
        return form.method().equals("post")
                ? post(form.action(), form.fields())
                : get(form.action() + "?" + encode(form.fields()));
    }

    /** An authorization request that is right in every respect. */
    public Map<String, String> request(String client, String scope) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", client);
        request.put("redirect_uri", REDIRECT);
        request.put("scope", scope);
        request.put("state", random());
        request.put("aud", server.fhir().toString());
        request.put("code_challenge", challenge(verifier));
        request.put("code_challenge_method", "S256");
        return request;
    }

    public HttpResponse<String> authorize(Map<String, String> request) {
        return get("/oauth2/authorize?" + encode(List.copyOf(request.entrySet())));
    }

    /** Signs the member in, with the second step if there is one; stays signed in. */
    HttpResponse<String> signIn(String login) {
        return signIn(server.credentials(login));
    }

    public HttpResponse<String> signIn(Credentials who) {
        Form form = form(get("/login?again").body(), "/login");
        form.set("login", who.login());
        form.set("password", who.password());
        HttpResponse<String> answer = submit(form);
        Instant now = Instant.now();
        for (int step = -1; location(answer).startsWith("/login/second"); step++) {
            if (step == 2) {
                sleep();
                now = Instant.now();
                step = 0;
            }
            Form second = form(get("/login/second").body(), "/login/second");
            second.set("code", OneTimePasswords.code(who.codes().orElseThrow(), now.plusSeconds(step * 30L)));
            answer = submit(second);
        }
        return answer;
    }

    private static void sleep() {
        try {
            Thread.sleep(31_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The consent page of a request; whoever is signed in sees it. */
    String consentPage(Map<String, String> request) {
        HttpResponse<String> next = authorize(request);
        String page = location(next);
        return get(page).body();
    }

    /** What comes back to the app after everything asked for was allowed. */
    public Map<String, String> allowed(Map<String, String> request) {
        return query(location(submit(form(consentPage(request), "/oauth2/authorize"))));
    }

    public Map<String, String> redemption(String client, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT);
        form.put("client_id", client);
        form.put("code_verifier", verifier);
        return form;
    }

    public HttpResponse<String> token(Map<String, String> form, String... headers) {
        return post("/oauth2/token", form, headers);
    }

    HttpResponse<String> refresh(String client, String token) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", token, "client_id", client));
    }

    /** A public client's tokens, all scopes allowed. */
    JsonNode launch(String client, String scope) {
        Map<String, String> request = request(client, scope);
        String code = allowed(request).get("code");
        return json(token(redemption(client, code)));
    }

    public static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
