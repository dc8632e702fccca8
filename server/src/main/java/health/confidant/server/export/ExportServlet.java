package health.confidant.server.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.CallerSource;
import health.confidant.enforcement.Refusals;
import health.confidant.server.edge.PlainOutcome;
import health.confidant.server.journal.JournalUnavailable;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;

/**
 * {@code /exports/[id]}: the manifest, its end, and {@code /exports/[id]/[type].ndjson}. A file is read while it is
 * fetched, so a consent that is taken back meanwhile is in force at the next page, and there is no file to destroy.
 */
public final class ExportServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH =
            Pattern.compile("/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/([A-Za-z]+)\\.ndjson)?");
    private static final String NDJSON = "application/fhir+ndjson";
    /** Files that are read at once; more would take the threads from everybody else. */
    private static final int FILES = 4;

    private final transient CallerSource callers;
    private final transient Exports exports;
    private final transient Searches searches;
    private final transient AuditSink sink;
    private final transient Clock clock;
    private final transient Semaphore files = new Semaphore(FILES);
    private final String base;

    ExportServlet(CallerSource callers, Exports exports, Searches searches, AuditSink sink, Clock clock, String base) {
        this.callers = callers;
        this.exports = exports;
        this.searches = searches;
        this.sink = sink;
        this.clock = clock;
        this.base = base;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        try {
            Optional<AccessContext> context = callers.current(request);
            Optional<Export> export = path.matches() && context.isPresent()
                    ? exports.find(UUID.fromString(path.group(1)))
                            .filter(found -> found.belongsTo(context.get()))
                            .filter(found ->
                                    path.group(2) == null || found.types().contains(path.group(2)))
                    : Optional.empty();
            if (export.isEmpty()) {
                context.ifPresent(this::denied);
                PlainOutcome.write(response, 404, Refusals.NOT_FOUND);
            } else if (path.group(2) != null) {
                file(export.get(), path.group(2), request, response);
            } else if (request.getMethod().equals("DELETE")) {
                record(context.get(), AuditRecord.Outcome.SUCCESS, "the end of an export");
                exports.remove(export.get().id());
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
            } else if (request.getMethod().equals("GET")) {
                manifest(export.get(), request, response);
            } else {
                PlainOutcome.write(response, 405, "EDGE-001: this method is not offered.");
            }
        } catch (Searches.Refused e) {
            pass(response, e);
        } catch (JournalUnavailable e) {
            response.setHeader("Retry-After", "5");
            PlainOutcome.write(response, 503, "AUDIT-001: it could not be recorded. Try again in a moment.");
        } catch (DataAccessException e) {
            response.setHeader("Retry-After", "5");
            PlainOutcome.write(response, 503, "SERVER-002: the database is not available. Try again in a moment.");
        }
    }

    private void denied(AccessContext context) {
        record(context, AuditRecord.Outcome.DENIED, "an export that is not theirs");
    }

    private void record(AccessContext context, AuditRecord.Outcome outcome, String what) {
        sink.append(List.of(context.record(AuditRecord.Action.OPERATION, outcome, Instant.now(clock))
                .request(UUID.randomUUID().toString())
                .query(what)
                .roles(context.roles())
                .build()));
    }

    private void manifest(Export export, HttpServletRequest request, HttpServletResponse response)
            throws IOException, Searches.Refused {
        ObjectNode manifest = Searches.JSON
                .createObjectNode()
                .put("transactionTime", export.at().toString())
                .put("request", export.asked())
                .put("requiresAccessToken", true);
        ArrayNode output = manifest.putArray("output");
        for (String type : export.types()) {
            JsonNode found = searches.find(request, response, type, Lines.count(export));
            if (found.path("total").asInt() > 0) {
                output.addObject()
                        .put("type", type)
                        .put("url", base + "/exports/" + export.id() + "/" + type + ".ndjson");
            }
        }
        manifest.putArray("error");
        response.setHeader(
                "Expires",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(export.expires().atOffset(ZoneOffset.UTC)));
        response.setContentType("application/json");
        response.getOutputStream().write(Searches.JSON.writeValueAsBytes(manifest));
    }

    private void file(Export export, String type, HttpServletRequest request, HttpServletResponse response)
            throws IOException, Searches.Refused {
        if (!request.getMethod().equals("GET")) {
            PlainOutcome.write(response, 405, "EDGE-001: this method is not offered.");
        } else if (files.tryAcquire()) {
            try {
                lines(export, type, request, response);
            } finally {
                files.release();
            }
        } else {
            response.setHeader("Retry-After", "10");
            PlainOutcome.write(response, 429, "EXPORT-006 BUSY: other files are being read. Try again in a moment.");
        }
    }

    private void lines(Export export, String type, HttpServletRequest request, HttpServletResponse response)
            throws IOException, Searches.Refused {
        Lines lines = new Lines(export);
        OutputStream out = null;
        while (lines.more()) {
            if (!exports.inForce(export.client())) {
                throw new Searches.Refused(401, new byte[0]);
            }
            JsonNode page = searches.find(request, response, type, lines.next());
            if (out == null) {
                response.setContentType(NDJSON);
                response.setHeader("Content-Disposition", "attachment; filename=\"" + type + ".ndjson\"");
                out = response.getOutputStream();
            }
            for (ObjectNode resource : lines.take(page)) {
                out.write(Searches.JSON.writeValueAsBytes(resource));
                out.write('\n');
            }
            out.flush();
        }
    }

    private static void pass(HttpServletResponse response, Searches.Refused refusal) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("The export broke off."); // The client sees that it is cut short.
        }
        response.setStatus(refusal.status());
        if (refusal.status() == 503) {
            response.setHeader("Retry-After", "5");
        }
        response.setContentType("application/fhir+json");
        response.getOutputStream().write(refusal.body());
    }
}
