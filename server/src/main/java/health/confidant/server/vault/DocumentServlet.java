package health.confidant.server.vault;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import health.confidant.access.AccessDecision;
import health.confidant.access.Scope.Letter;
import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.edge.PlainOutcome;
import health.confidant.server.journal.JournalUnavailable;
import health.confidant.server.keys.KeyException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;

/**
 * {@code /documents/[id]} of a DocumentReference: POST announces length and type, PATCH appends at an offset, HEAD says
 * how far it has come, GET hands it out. The headers are those of resumable uploads (tus 1.0): {@code Upload-Length},
 * {@code Upload-Offset}.
 */
public final class DocumentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9.-]{1,64})");
    private static final long PART = 256L << 20;
    private static final int PARTS = 10_000;
    /** What the vault takes; nothing that a browser would run. */
    static final Set<String> TYPES = Set.of(
            "application/pdf",
            "application/dicom",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/octet-stream",
            "audio/mp4",
            "audio/mpeg",
            "audio/wav",
            "image/jpeg",
            "image/png",
            "image/tiff",
            "text/plain",
            "video/mp4",
            "video/webm");

    private final transient DocumentDesk desk;
    private final transient Documents documents;
    private final transient Vault vault;
    private final long limit;

    DocumentServlet(DocumentDesk desk, Documents documents, Vault vault, long limit) {
        this.desk = desk;
        this.documents = documents;
        this.vault = vault;
        this.limit = limit;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        try {
            Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
            if (!path.matches()) {
                throw missing();
            }
            AccessContext context = desk.caller(request).orElseThrow(() -> new Refused(401, "AUTH-001: no caller."));
            String id = path.group(1);
            switch (request.getMethod()) {
                case "HEAD" -> progress(context, id, response);
                case "GET" -> download(context, id, response);
                case "POST" -> announce(context, id, request, response);
                case "PATCH" -> append(context, id, request, response);
                default -> throw new Refused(405, "EDGE-001: this method is not offered.");
            }
        } catch (Refused e) {
            PlainOutcome.write(response, e.status(), e.getMessage());
        } catch (JournalUnavailable e) {
            unavailable(response, "AUDIT-001: the access could not be recorded, so nothing is shown.");
        } catch (InvalidRequestException e) {
            PlainOutcome.write(response, 400, e.getMessage());
        } catch (AuthenticationException e) {
            e.getResponseHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
            PlainOutcome.write(response, 401, e.getMessage());
        } catch (BaseServerResponseException e) {
            if (e.getStatusCode() != 503) {
                throw e;
            }
            unavailable(response, "AUDIT-001: the disclosure could not be recorded, so nothing is shown.");
        } catch (PartStore.Unavailable e) {
            unavailable(response, "DOCUMENT-007 STORE: the store of the documents is not available.");
        } catch (DataAccessException e) {
            unavailable(response, "SERVER-002: the database is not available.");
        } catch (KeyException.Destroyed e) {
            PlainOutcome.write(response, 404, missing().getMessage());
        } catch (KeyException e) {
            PlainOutcome.write(
                    response, 500, "KEYS-001 SEAL: the document was changed outside this server and is not shown.");
        }
    }

    private void progress(AccessContext context, String id, HttpServletResponse response) {
        Segment segment = visible(context, id, Letter.R);
        Document document = documents.find(reference(id)).orElseThrow(DocumentServlet::missing);
        desk.record(context, AuditRecord.Action.READ, AuditRecord.Outcome.SUCCESS, reference(id), segment);
        response.setHeader("Upload-Length", Long.toString(document.length()));
        response.setHeader("Upload-Offset", Long.toString(document.offset()));
        response.setStatus(200);
    }

    private void download(AccessContext context, String id, HttpServletResponse response) throws IOException {
        Segment segment = visible(context, id, Letter.R);
        Document document =
                documents.find(reference(id)).filter(Document::complete).orElseThrow(DocumentServlet::missing);
        if (!belongs(document, segment)) {
            throw new KeyException.Broken("The document is another owner's.");
        }
        vault.check(document);
        desk.show(context, reference(id), segment).forEach(response::addHeader);
        response.setContentType(document.contentType());
        response.setContentLengthLong(document.length());
        response.setHeader("Content-Disposition", "attachment; filename=\"document-" + id + "\"");
        vault.open(document, response.getOutputStream());
    }

    private void announce(AccessContext context, String id, HttpServletRequest request, HttpServletResponse response) {
        Segment segment = writable(context, id);
        long length = number(request, "Upload-Length");
        String type = String.valueOf(request.getHeader("Upload-Type"));
        if (length < 1 || length > limit) {
            throw new Refused(413, "DOCUMENT-001 LENGTH: a document has 1 to " + limit + " bytes.");
        }
        if (!TYPES.contains(type)) {
            throw new Refused(
                    415,
                    "DOCUMENT-002 TYPE: this type is not taken. Send "
                            + TYPES.stream().sorted().toList());
        }
        Bodies.Key key = Bodies.Key.of(segment);
        Document document = new Document(
                UUID.randomUUID(), reference(id), key.owner(), key.kind(), type, length, List.of(), List.of());
        desk.record(context, AuditRecord.Action.CREATE, AuditRecord.Outcome.SUCCESS, reference(id), segment);
        if (!documents.create(document)) {
            throw new Refused(409, "DOCUMENT-003 EXISTS: it has a document already. Make a new DocumentReference.");
        }
        response.setHeader("Upload-Offset", "0");
        response.setStatus(201);
    }

    private void append(AccessContext context, String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Segment segment = writable(context, id);
        Document document = documents.find(reference(id)).orElseThrow(DocumentServlet::missing);
        long length = request.getContentLengthLong();
        if (number(request, "Upload-Offset") != document.offset()) {
            response.setHeader("Upload-Offset", Long.toString(document.offset()));
            throw new Refused(409, "DOCUMENT-004 OFFSET: go on at Upload-Offset.");
        }
        if (length < 1
                || length > PART
                || document.offset() + length > document.length()
                || document.parts().size() >= PARTS) {
            throw new Refused(
                    413,
                    "DOCUMENT-005 PART: a part has a Content-Length of 1 to " + PART
                            + " bytes, and ends within the announced length.");
        }
        desk.record(context, AuditRecord.Action.UPDATE, AuditRecord.Outcome.SUCCESS, reference(id), segment);
        if (!belongs(document, segment) || !vault.append(document, request.getInputStream(), length)) {
            throw new Refused(409, "DOCUMENT-006 PART: the part did not come whole. Ask with HEAD, then go on.");
        }
        response.setHeader("Upload-Offset", Long.toString(document.offset() + length));
        response.setStatus(204);
    }

    private Segment visible(AccessContext context, String id, Letter letter) {
        if (!context.actor().mayTouch("DocumentReference", letter)) {
            desk.denied(context, reference(id), id);
            throw new Refused(403, "ACCESS-001 SCOPE: this token's scopes do not include it.");
        }
        AccessDecision decision = desk.decide(context);
        OptionalInt segment = desk.segment(decision, id);
        if (segment.isEmpty()) {
            desk.denied(context, reference(id), id);
            throw missing();
        }
        Segment found = desk.segment(segment.getAsInt());
        desk.prove(context, found, letter);
        return found;
    }

    private Segment writable(AccessContext context, String id) {
        Segment segment = visible(context, id, Letter.U);
        if (!desk.decide(context).writable().contains(segment.id())) {
            desk.denied(context, reference(id), id);
            throw new Refused(403, "ACCESS-002 WRITE: you may not write documents of this record.");
        }
        return segment;
    }

    private static boolean belongs(Document document, Segment segment) {
        Bodies.Key key = Bodies.Key.of(segment);
        return document.owner() == key.owner() && document.kind() == key.kind();
    }

    private static String reference(String id) {
        return "DocumentReference/" + id;
    }

    private static Refused missing() {
        return new Refused(404, Refusals.NOT_FOUND);
    }

    private static long number(HttpServletRequest request, String header) {
        return Optional.ofNullable(request.getHeader(header))
                .filter(value -> value.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private static void unavailable(HttpServletResponse response, String text) throws IOException {
        response.setHeader("Retry-After", "5");
        PlainOutcome.write(response, 503, text + " Try again in a moment.");
    }
}
