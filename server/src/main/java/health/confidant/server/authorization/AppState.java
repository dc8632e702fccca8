package health.confidant.server.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.access.Actor;
import health.confidant.access.Scope.Letter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Where apps keep their settings for a user or a patient (SMART App Launch 2.2, "App State"): {@code Basic} resources with
 * one code, one subject and strings in extensions, changed only by whoever has seen the version that is stored.
 *
 * <p>An app sees its own states alone, of the user who gave it its token and of the patient in its launch context.
 */
final class AppState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json");
    private static final int LONGEST = 65_536;

    private record Row(String id, String body, long version) {}

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
        Actor actor = actor(Letter.S);
        String subject = subject(actor, Pages.field(request, "subject"));
        List<Row> rows = database.query(
                "select id, body, version from confidant.app_state where client_id = ? and subject = ? and code = ?",
                (row, n) -> new Row(row.getString(1), row.getString(2), row.getLong(3)),
                actor.client(),
                subject,
                Pages.field(request, "code"));
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
        Actor actor = actor(Letter.C);
        JsonNode state = state(request);
        Row row = new Row(UUID.randomUUID().toString(), state.toString(), 1);
        database.update(
                "insert into confidant.app_state (id, client_id, subject, code, body) values (?, ?, ?, ?, ?)",
                row.id(),
                actor.client(),
                subject(actor, state.at("/subject/reference").asText()),
                code(state),
                row.body());
        return answer(ServerResponse.status(201).header("Location", url(row.id())), row);
    }

    private ServerResponse read(ServerRequest request) {
        Actor actor = actor(Letter.R);
        return answer(ServerResponse.ok(), own(actor, request.pathVariable("id")));
    }

    private ServerResponse update(ServerRequest request) throws Exception {
        Actor actor = actor(Letter.U);
        Row stored = own(actor, request.pathVariable("id"));
        JsonNode state = state(request);
        int changed = database.update(
                "update confidant.app_state set body = ?, code = ?, subject = ?, version = version + 1"
                        + " where id = ? and version = ?",
                state.toString(),
                code(state),
                subject(actor, state.at("/subject/reference").asText()),
                stored.id(),
                expected(request));
        if (changed != 1) {
            throw new Refused(412, "STATE-001: the state was changed meanwhile. Read it again.");
        }
        return answer(ServerResponse.ok(), own(actor, stored.id()));
    }

    private ServerResponse delete(ServerRequest request) {
        Row stored = own(actor(Letter.D), request.pathVariable("id"));
        if (database.update(
                        "delete from confidant.app_state where id = ? and version = ?", stored.id(), expected(request))
                != 1) {
            throw new Refused(412, "STATE-001: the state was changed meanwhile. Read it again.");
        }
        return ServerResponse.noContent().build();
    }

    private Actor actor(Letter letter) {
        Actor actor = callers.current().map(Caller::actor).orElseThrow(() -> new Refused(401, "No caller."));
        if (!actor.mayTouch("Basic", letter)) {
            throw new Refused(403, "STATE-002: the token has no scope for Basic.");
        }
        return actor;
    }

    private Row own(Actor actor, String id) {
        return database
                .query(
                        "select id, body, version from confidant.app_state where id = ? and client_id = ?"
                                + " and subject = any (?)",
                        (row, n) -> new Row(row.getString(1), row.getString(2), row.getLong(3)),
                        id,
                        actor.client(),
                        subjects(actor).toArray(String[]::new))
                .stream()
                .findFirst()
                .orElseThrow(() -> new Refused(404, "STATE-003: there is no such state."));
    }

    private static List<String> subjects(Actor actor) {
        return actor.patient()
                .map(patient -> List.of(actor.reference(), patient))
                .orElse(List.of(actor.reference()));
    }

    private String subject(Actor actor, String reference) {
        String local = reference.startsWith(base + "/fhir/") ? reference.substring(base.length() + 6) : reference;
        if (!subjects(actor).contains(local)) {
            throw new Refused(403, "STATE-004: the subject is the user of the app, or the patient it was opened for.");
        }
        return local;
    }

    private static JsonNode state(ServerRequest request) throws Exception {
        String body = request.body(String.class);
        try {
            JsonNode state = body.length() > LONGEST ? JSON.nullNode() : JSON.readTree(body);
            if (!state.path("resourceType").asText().equals("Basic")
                    || state.at("/code/coding").size() != 1
                    || state.path("extension").isEmpty()) {
                throw new Refused(
                        422,
                        "STATE-005: a state is a Basic with one coding, a subject and an extension, at most 64 KiB.");
            }
            ((ObjectNode) state).remove(List.of("id", "meta"));
            return state;
        } catch (JsonProcessingException e) {
            throw new Refused(400, "STATE-006: the body is no JSON.");
        }
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
