package health.confidant.server.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Dynamic client registration (RFC 7591), as far as asking goes: what is asked for is checked and kept, has a client id
 * and opens nothing until the operator approves it, who says for which purpose, and as which organization a system acts.
 */
final class Registrations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};
    private static final int MOST_WAITING = 500;
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    /** A registration that waits, as the operator sees it. */
    record Waiting(String id, Instant askedAt, Client.Kind kind, Map<String, Object> metadata) {
        /** One value, or several with commas. */
        public String field(String name) {
            return metadata.get(name) instanceof Collection<?> values
                    ? values.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    : String.valueOf(metadata.getOrDefault(name, ""));
        }
    }

    /**
     * What the operator adds, or a wish of the registration's cut down.
     *
     * @param asserted purposes that a system may say it asks for instead ({@link AssertedPurpose})
     */
    record Approval(
            Purpose purpose,
            Set<Purpose> asserted,
            Set<String> scopes,
            Optional<String> organization,
            Set<Role> roles) {}

    private final JdbcTemplate database;
    private final Clients clients;
    private final Clock clock;

    Registrations(JdbcTemplate database, Clients clients, Clock clock) {
        this.database = database;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Keeps what somebody asks for.
     *
     * @return the answer of RFC 7591, section 3.2.1, with {@code client_secret} for a symmetric client, shown this once
     * @throws IllegalArgumentException with a reason that the asker may read
     */
    Map<String, Object> ask(Map<String, Object> asked) {
        database.update(
                "delete from confidant.client_registration where asked_at < ?",
                Columns.time(clock.instant().minus(FORGOTTEN)));
        Integer waiting = database.queryForObject(
                "select count(*) from confidant.client_registration where decided_at is null", Integer.class);
        if (waiting >= MOST_WAITING) {
            throw new IllegalArgumentException("Too many registrations wait for the operator");
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        List.of(
                        "client_name",
                        "redirect_uris",
                        "grant_types",
                        "token_endpoint_auth_method",
                        "scope",
                        "jwks",
                        "jwks_uri",
                        "contacts",
                        "client_uri",
                        "logo_uri",
                        "tos_uri",
                        "policy_uri",
                        "initiate_login_uri")
                .forEach(name -> Optional.ofNullable(asked.get(name)).ifPresent(value -> metadata.put(name, value)));
        Client.Kind kind = kind(metadata);
        String id = "dyn-" + UUID.randomUUID();
        Optional<String> secret = kind == Client.Kind.SYMMETRIC ? Optional.of(CodeFlow.random()) : Optional.empty();
        // Whatever the operator may make of it is a client that keeps every rule.
        build(id, kind, metadata, secret.map(Fingerprint::of), trial(kind, metadata));
        database.update(
                "insert into confidant.client_registration (id, asked_at, metadata, secret) values (?, ?, ?::jsonb, ?)",
                id,
                Columns.time(clock.instant()),
                write(metadata),
                secret.map(Fingerprint::of).orElse(null));
        Map<String, Object> answer = new LinkedHashMap<>(metadata);
        answer.put("client_id", id);
        answer.put("client_id_issued_at", clock.instant().getEpochSecond());
        secret.ifPresent(value -> {
            answer.put("client_secret", value);
            answer.put("client_secret_expires_at", 0);
        });
        answer.put("registration_status", "pending: the operator decides");
        return answer;
    }

    List<Waiting> waiting() {
        return database.query(
                "select id, asked_at, metadata from confidant.client_registration where decided_at is null"
                        + " order by asked_at",
                (row, n) -> {
                    Map<String, Object> metadata = read(row.getString("metadata"));
                    return new Waiting(row.getString("id"), Columns.instant(row, "asked_at"), kind(metadata), metadata);
                });
    }

    /** @throws IllegalArgumentException if it breaks a rule of clients; then nothing happened */
    void approve(String id, String operator, Approval approval) {
        Waiting waiting = find(id);
        Optional<byte[]> secret = database
                .queryForList("select secret from confidant.client_registration where id = ?", byte[].class, id)
                .stream()
                .filter(java.util.Objects::nonNull)
                .findFirst();
        clients.create(build(id, waiting.kind(), waiting.metadata(), secret, approval));
        decide(id, operator, true);
    }

    void reject(String id, String operator) {
        find(id);
        decide(id, operator, false);
    }

    private Waiting find(String id) {
        return waiting().stream()
                .filter(waiting -> waiting.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nothing of that id waits"));
    }

    private void decide(String id, String operator, boolean approved) {
        database.update(
                "update confidant.client_registration set decided_at = ?, decided_by = ?, approved = ? where id = ?",
                Columns.time(clock.instant()),
                operator,
                approved,
                id);
    }

    private static Approval trial(Client.Kind kind, Map<String, Object> metadata) {
        return kind == Client.Kind.BACKEND
                ? new Approval(
                        Purpose.TREAT,
                        Set.of(),
                        scopes(metadata),
                        Optional.of("Organization/to-be-named"),
                        Set.of(Role.EHR))
                : new Approval(Purpose.PATRQT, Set.of(), scopes(metadata), Optional.empty(), Set.of());
    }

    private static Client build(
            String id, Client.Kind kind, Map<String, Object> metadata, Optional<byte[]> secret, Approval approval) {
        Client.More more = new Client.More(
                secret.map(HexFormat.of()::formatHex),
                text(metadata, "jwks_uri").map(URI::create),
                text(metadata, "initiate_login_uri").map(URI::create),
                approval.asserted(),
                false,
                false);
        Optional<String> jwks = Optional.ofNullable(metadata.get("jwks")).map(Registrations::write);
        String name = text(metadata, "client_name").orElse("An app without a name");
        return kind == Client.Kind.BACKEND
                ? Client.backend(
                        id,
                        name,
                        approval.scopes(),
                        jwks,
                        approval.organization()
                                .orElseThrow(() -> new IllegalArgumentException("A system acts as an organization")),
                        approval.roles(),
                        approval.purpose(),
                        more)
                : Client.external(
                        kind,
                        id,
                        name,
                        texts(metadata, "redirect_uris"),
                        approval.scopes(),
                        approval.purpose(),
                        jwks,
                        more);
    }

    private static Client.Kind kind(Map<String, Object> metadata) {
        Set<String> grants = texts(metadata, "grant_types");
        String method = text(metadata, "token_endpoint_auth_method").orElse("none");
        if (grants.contains("client_credentials")) {
            return Client.Kind.BACKEND;
        }
        return switch (method) {
            case "none" -> Client.Kind.PUBLIC;
            case "client_secret_basic", "client_secret_post" -> Client.Kind.SYMMETRIC;
            case "private_key_jwt" -> Client.Kind.ASYMMETRIC;
            default -> throw new IllegalArgumentException("Not a method of this server: " + method);
        };
    }

    static Set<String> scopes(Map<String, Object> metadata) {
        return text(metadata, "scope").stream()
                .flatMap(scope -> Stream.of(scope.split(" ")))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private static Optional<String> text(Map<String, Object> metadata, String name) {
        return metadata.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static Set<String> texts(Map<String, Object> metadata, String name) {
        List<String> texts = new ArrayList<>();
        if (metadata.get(name) instanceof Collection<?> values) {
            values.forEach(value -> texts.add(String.valueOf(value)));
        }
        return Set.copyOf(texts);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON", e);
        }
    }

    private static Map<String, Object> read(String text) {
        try {
            return JSON.readValue(text, METADATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A registration cannot be read");
        }
    }
}
