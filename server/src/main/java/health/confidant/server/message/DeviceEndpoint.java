package health.confidant.server.message;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.CallerSource;
import health.confidant.server.journal.JournalUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code /devices}: GET lists one's own, or with {@code subject} those of whom one may write to about it; POST registers
 * public keys; DELETE revokes one's own.
 */
final class DeviceEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 16_384;
    private static final String AUDIT = "AUDIT-001: it could not be recorded";
    private static final String DATABASE = "SERVER-002: the database is not available";
    private static final String LATER = ", so nothing was done. Try again in a moment.";

    private final CallerSource callers;
    private final DeviceDesk desk;

    DeviceEndpoint(CallerSource callers, DeviceDesk desk) {
        this.callers = callers;
        this.desk = desk;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/devices", this::list)
                .POST("/devices", this::register)
                .DELETE("/devices/{id}", this::revoke)
                .onError(DeviceRefusal.class, (error, request) -> refusal((DeviceRefusal) error))
                .onError(InvalidRequestException.class, (error, request) -> outcome(400, error.getMessage()))
                .onError(AuthenticationException.class, (error, request) -> again((AuthenticationException) error))
                .onError(DeviceEndpoint::unrecorded, (error, request) -> outcome(503, AUDIT + LATER))
                .onError(DeviceEndpoint::away, (error, request) -> outcome(503, DATABASE + LATER))
                .build();
    }

    /** Before the transaction, or at its commit. */
    private static boolean unrecorded(Throwable error) {
        return error instanceof JournalUnavailable
                || error instanceof BaseServerResponseException refusal && refusal.getStatusCode() == 503;
    }

    private static boolean away(Throwable error) {
        return error instanceof DataAccessException || error instanceof TransactionException;
    }

    private ServerResponse list(ServerRequest request) {
        AccessContext context = caller(request);
        Optional<String> subject = request.param("subject");
        if (subject.isEmpty()) {
            ObjectNode answer =
                    JSON.createObjectNode().put("person", context.actor().reference());
            ArrayNode devices = answer.putArray("devices");
            desk.own(context).forEach(device -> devices.add(own(device)));
            return json(200, answer);
        }
        ObjectNode answer = JSON.createObjectNode().put("subject", subject.get());
        ArrayNode people = answer.putArray("people");
        desk.about(context, subject.get()).forEach((person, known) -> {
            ArrayNode devices = people.addObject().put("person", person).putArray("devices");
            known.forEach(device -> devices.add(shown(device)));
        });
        return json(200, answer);
    }

    private ServerResponse register(ServerRequest request) throws IOException {
        byte[] body = request.servletRequest().getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new DeviceRefusal(413, "LIMIT-001: the body is larger than " + LONGEST + " bytes.");
        }
        return json(201, own(desk.register(caller(request), new String(body, StandardCharsets.UTF_8))));
    }

    private ServerResponse revoke(ServerRequest request) {
        AccessContext context = caller(request);
        try {
            desk.revoke(context, UUID.fromString(request.pathVariable("id")));
        } catch (IllegalArgumentException e) {
            throw DeviceRefusal.missing();
        }
        return ServerResponse.noContent().build();
    }

    private AccessContext caller(ServerRequest request) {
        return callers.current(request.servletRequest())
                .orElseThrow(() -> new DeviceRefusal(401, "AUTH-001: no caller."));
    }

    private static ObjectNode own(Device device) {
        ObjectNode own = shown(device).put("name", device.name());
        device.wrapped().ifPresent(wrapped -> own.put("wrapped", wrapped));
        return own;
    }

    /** What the others are told. */
    private static ObjectNode shown(Device device) {
        ObjectNode shown = JSON.createObjectNode()
                .put("id", device.id().toString())
                .put("kind", device.kind().name())
                .put("kid", device.encryption().thumbprint())
                .putRawValue("encryption", new RawValue(device.encryption().json()));
        device.signature().ifPresent(key -> shown.put("signer", key.thumbprint())
                .putRawValue("signature", new RawValue(key.json())));
        shown.put("safetyNumber", device.safetyNumber())
                .put("created", device.created().toString());
        device.revoked().ifPresent(revoked -> shown.put("revoked", revoked.toString()));
        return shown;
    }

    private static ServerResponse json(int status, ObjectNode body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ServerResponse refusal(DeviceRefusal refusal) {
        return outcome(refusal.status(), refusal.getMessage());
    }

    private static ServerResponse again(AuthenticationException refusal) {
        return outcome(401, refusal.getMessage(), refusal.getResponseHeaders());
    }

    private static ServerResponse outcome(int status, String text) {
        return outcome(status, text, Map.of());
    }

    private static ServerResponse outcome(int status, String text, Map<String, List<String>> headers) {
        String id = UUID.randomUUID().toString();
        ObjectNode outcome =
                JSON.createObjectNode().put("resourceType", "OperationOutcome").put("id", id);
        outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", "processing")
                .put("diagnostics", text);
        ServerResponse.BodyBuilder answer = ServerResponse.status(status).header("X-Request-ID", id);
        if (status == 503) {
            answer.header("Retry-After", "5");
        }
        headers.forEach((name, values) -> answer.header(name, values.toArray(String[]::new)));
        return answer.contentType(MediaType.parseMediaType("application/fhir+json"))
                .body(outcome.toString().getBytes(StandardCharsets.UTF_8));
    }
}
