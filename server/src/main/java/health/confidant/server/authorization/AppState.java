package health.confidant.server.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.access.Actor;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.access.Scope.Letter;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Where apps keep their settings (SMART App Launch 2.2, "Persisting App State"): {@code Basic} resources with one code, at
 * most one subject and strings in extensions, changed only by whoever has seen the version that is stored.
 *
 * <p>An app sees its own states alone: of the user who gave it its token, of the patient in its launch context, and
 * those without a subject, which are the app's settings for the whole house. Users read these by a {@code user/} scope;
 * only an operator changes them, since what one user leaves there every other user's app reads.
 */
final class AppState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json");
    /** "SHALL NOT exceed 256KB" (page cited, "Create"). */
    private static final int LONGEST = 262_144;

    /** The subject of a state that has none. */
    private static final String GLOBAL = "";

    private record Row(String id, String subject, String code, String body, long version) {
        private static final String COLUMNS = "id, subject, code, body, version";

        private static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getString("id"),
                    row.getString("subject"),
                    row.getString("code"),
                    row.getString("body"),
                    row.getLong("version"));
        }
    }

    /** An answer that ends a request. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        private Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private final JdbcTemplate database;
    private final Callers callers;
    private final String base;

    AppState(JdbcTemplate database, Callers callers, String base) {
        this.database = database;
        this.callers = callers;
        this.base = base;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/smart/state/Basic", this::search)
                .POST("/smart/state/Basic", this::create)
                .GET("/smart/state/Basic/{id}", this::read)
                .PUT("/smart/state/Basic/{id}", this::update)
                .DELETE("/smart/state/Basic/{id}", this::delete)
                .onError(Refused.class, (error, request) -> refusal((Refused) error))
                .build();
    }

    private ServerResponse search(ServerRequest request) {
        Actor actor = actor();
        String subject = request.param("subject:missing").filter("true"::equals).isPresent()
                ? GLOBAL
                : subject(actor, Pages.field(request, "subject"));
        String code = Pages.field(request, "code");
        demand(actor, Letter.S, subject, code);
        List<Row> rows = database.query(
                "select " + Row.COLUMNS + " from confidant.app_state where client_id = ? and subject = ? and code = ?",
                Row::of,
                actor.client(),
                subject,
                code);
        ObjectNode bundle = JSON.createObjectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", rows.size());
        rows.forEach(row -> bundle.withArray("entry")
                .addObject()
                .put("fullUrl", url(row.id()))
                .set("resource", resource(row)));
        return ServerResponse.ok().contentType(FHIR).body(bundle.toString());
    }

    private ServerResponse create(ServerRequest request) throws Exception {
        Actor actor = actor();
        ObjectNode state = state(request);
        state.remove("id"); // The server names it (FHIR R4, "create").
        Row row = new Row(UUID.randomUUID().toString(), subject(actor, state), code(state), state.toString(), 1);
        demand(actor, Letter.C, row.subject(), row.code());
        database.update(
                "insert into confidant.app_state (id, client_id, subject, code, body) values (?, ?, ?, ?, ?)",
                row.id(),
                actor.client(),
                row.subject(),
                row.code(),
                row.body());
        return answer(ServerResponse.status(201).header("Location", url(row.id())), row);
    }

    private ServerResponse read(ServerRequest request) {
        Actor actor = actor();
        Row row = own(actor, request.pathVariable("id"))
                .orElseThrow(() -> new Refused(404, "STATE-003: there is no such state."));
        demand(actor, Letter.R, row.subject(), row.code());
        return answer(ServerResponse.ok(), row);
    }

    private ServerResponse update(ServerRequest request) throws Exception {
        Actor actor = actor();
        Row stored = matched(actor, request);
        demand(actor, Letter.U, stored.subject(), stored.code());
        ObjectNode state = state(request);
        if (!stored.id().equals(state.path("id").asText())) {
            throw new Refused(400, "STATE-008: the id of the body is that of the address.");
        }
        if (!stored.code().equals(code(state)) || !stored.subject().equals(subject(actor, state))) {
            throw new Refused(412, "STATE-009: the code and the subject of a state stay as they are.");
        }
        state.remove("id");
        changed(database.update(
                "update confidant.app_state set body = ?, version = version + 1 where id = ? and version = ?",
                state.toString(),
                stored.id(),
                stored.version()));
        return answer(ServerResponse.ok(), own(actor, stored.id()).orElseThrow(AppState::stale));
    }

    private ServerResponse delete(ServerRequest request) {
        Actor actor = actor();
        Row stored = matched(actor, request);
        demand(actor, Letter.D, stored.subject(), stored.code());
        changed(database.update(
                "delete from confidant.app_state where id = ? and version = ?", stored.id(), stored.version()));
        return ServerResponse.noContent().build();
    }

    private Actor actor() {
        return callers.current().map(Caller::actor).orElseThrow(() -> new Refused(401, "No caller."));
    }

    /** A {@code patient/} scope is about the patient in context, and a scope with a code about states of that code. */
    private static void demand(Actor actor, Letter letter, String subject, String code) {
        boolean granted = actor.scopes().stream()
                .filter(scope -> scope.allows("Basic", letter))
                .filter(scope -> scope.level() != Scope.Level.PATIENT
                        || actor.patient().filter(subject::equals).isPresent())
                .anyMatch(scope -> scope.query().isEmpty()
                        || scope.query().keySet().equals(Set.of("code"))
                                && scope.query().get("code").contains(code));
        if (!granted) {
            throw new Refused(403, "STATE-002: the token has no scope for this state.");
        }
        boolean reads = letter == Letter.R || letter == Letter.S;
        if (subject.equals(GLOBAL) && !reads && !actor.roles().contains(Role.OPERATOR)) {
            throw new Refused(403, "STATE-010: an operator changes what is set for all users of an app.");
        }
    }

    private Optional<Row> own(Actor actor, String id) {
        return database
                .query(
                        "select " + Row.COLUMNS + " from confidant.app_state where id = ? and client_id = ?"
                                + " and subject = any (?)",
                        Row::of,
                        id,
                        actor.client(),
                        Stream.concat(Stream.of(GLOBAL), subjects(actor).stream())
                                .toArray(String[]::new))
                .stream()
                .findFirst();
    }

    /**
     * The state in the version that the request names. One that was deleted, or never was, is a failed precondition
     * ("Deletes"; RFC 9110, section 13.1.1).
     */
    private Row matched(Actor actor, ServerRequest request) {
        long expected = expected(request);
        return own(actor, request.pathVariable("id"))
                .filter(row -> row.version() == expected)
                .orElseThrow(AppState::stale);
    }

    private static void changed(int rows) {
        if (rows != 1) {
            throw stale();
        }
    }

    private static Refused stale() {
        return new Refused(412, "STATE-001: the state was changed or deleted meanwhile. Read it again.");
    }

    private static List<String> subjects(Actor actor) {
        return actor.patient()
                .map(patient -> List.of(actor.reference(), patient))
                .orElse(List.of(actor.reference()));
    }

    private String subject(Actor actor, JsonNode state) {
        return state.has("subject")
                ? subject(actor, state.at("/subject/reference").asText())
                : GLOBAL;
    }

    private String subject(Actor actor, String reference) {
        String local = reference.startsWith(base + "/fhir/") ? reference.substring(base.length() + 6) : reference;
        if (!subjects(actor).contains(local)) {
            throw new Refused(403, "STATE-004: the subject is the user of the app, or the patient it was opened for.");
        }
        return local;
    }

    private static ObjectNode state(ServerRequest request) throws Exception {
        byte[] body = request.servletRequest().getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new Refused(413, "STATE-011: a state has at most 256 KB.");
        }
        try {
            if (!(JSON.readTree(new String(body, StandardCharsets.UTF_8)) instanceof ObjectNode state)
                    || !state.path("resourceType").asText().equals("Basic")
                    || state.at("/code/coding").size() != 1
                    || !strings(state.path("extension"))) {
                throw new Refused(
                        422, "STATE-005: a state is a Basic with one coding and extensions that have strings.");
            }
            state.remove("meta");
            return state;
        } catch (JsonProcessingException e) {
            throw new Refused(400, "STATE-006: the body is no JSON.");
        }
    }

    /** "Extensions SHALL be limited to the valueString type" ("Create"). */
    private static boolean strings(JsonNode extensions) {
        for (JsonNode each : extensions) {
            if (!each.path("valueString").isTextual() || each.has("extension")) {
                return false;
            }
        }
        return !extensions.isEmpty();
    }

    private static String code(JsonNode state) {
        JsonNode coding = state.at("/code/coding/0");
        return coding.path("system").asText() + "|" + coding.path("code").asText();
    }

    private static long expected(ServerRequest request) {
        String match =
                Optional.ofNullable(request.headers().firstHeader("If-Match")).orElse("");
        if (!match.matches("W/\"\\d{1,18}\"")) {
            throw new Refused(412, "STATE-007: say which version you change: If-Match: W/\"1\".");
        }
        return Long.parseLong(match.substring(3, match.length() - 1));
    }

    private String url(String id) {
        return base + "/smart/state/Basic/" + id;
    }

    private static ObjectNode resource(Row row) {
        try {
            ObjectNode resource = (ObjectNode) JSON.readTree(row.body());
            resource.put("id", row.id()).putObject("meta").put("versionId", Long.toString(row.version()));
            return resource;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored state is no JSON");
        }
    }

    private static ServerResponse answer(ServerResponse.BodyBuilder response, Row row) {
        return response.contentType(FHIR)
                .header("ETag", "W/\"" + row.version() + "\"")
                .body(resource(row).toString());
    }

    private static ServerResponse refusal(Refused refused) {
        ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", "processing")
                .put("diagnostics", refused.getMessage());
        return ServerResponse.status(refused.status).contentType(FHIR).body(outcome.toString());
    }
}
