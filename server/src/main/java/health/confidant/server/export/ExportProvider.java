package health.confidant.server.export;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Scope.Letter;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.Surface;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.StringType;

/**
 * {@code Patient/$export}: takes the request of a system, and says where it will be answered. Groups are couples here,
 * and a couple is not a list of patients to hand out, so it is not offered for them.
 */
public final class ExportProvider {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Set<String> FORMATS = Set.of(
            "application/fhir+ndjson",
            "application/fhir ndjson",
            "application/ndjson",
            "ndjson"); // A plus may be a space.
    private static final Set<String> PARAMETERS = Set.of("_type", "_since", "_outputFormat");

    private final Exports exports;
    private final AuditSink sink;
    private final String base;
    private final Clock clock;

    ExportProvider(Exports exports, AuditSink sink, String base, Clock clock) {
        this.exports = exports;
        this.sink = sink;
        this.base = base;
        this.clock = clock;
    }

    /**
     * @param types all that the token's scopes let search, when absent
     * @param since leaves out what has not changed since
     * @param format NDJSON, and nothing else
     */
    @Operation(name = "$export", typeName = "Patient", idempotent = true, manualResponse = true)
    public void export(
            @OperationParam(name = "_type", max = OperationParam.MAX_UNLIMITED) List<StringType> types,
            @OperationParam(name = "_since", max = 1) InstantType since,
            @OperationParam(name = "_outputFormat", max = 1) StringType format,
            RequestDetails request,
            HttpServletResponse response) {
        AccessContext context = AccessContext.of(request);
        if (context.actor().reference().startsWith("Practitioner/")
                || context.actor().reference().startsWith("Patient/")) {
            throw Refusals.forbidden("EXPORT-001 SYSTEM", "systems export; people read. Ask as a backend client.");
        }
        check(request, format);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Export export = new Export(
                UUID.randomUUID(),
                context.actor().client(),
                context.actor().reference(),
                context.purpose(),
                types(context, types),
                Optional.ofNullable(since).map(InstantType::getValue).map(java.util.Date::toInstant),
                request.getCompleteUrl(),
                now,
                now.plus(KEPT));
        sink.append(List.of(context.record(AuditRecord.Action.OPERATION, AuditRecord.Outcome.SUCCESS, now)
                .request(context.requestId())
                .query("Patient/$export " + String.join(",", export.types()))
                .roles(context.roles())
                .build()));
        exports.create(export);
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader("Content-Location", base + "/exports/" + export.id());
    }

    private static void check(RequestDetails request, StringType format) {
        String prefer = request.getHeader("Prefer");
        if (prefer == null || !List.of(prefer.split("[,;\\s]+")).contains("respond-async")) {
            throw Refusals.invalid("EXPORT-002", "an export is answered later. Ask with Prefer: respond-async.");
        }
        if (format != null && !FORMATS.contains(format.getValue())) {
            throw Refusals.invalid("EXPORT-003", "an export is application/fhir+ndjson, and nothing else.");
        }
        if (!PARAMETERS.containsAll(request.getParameters().keySet())) {
            throw Refusals.invalid(
                    "EXPORT-004",
                    "of the parameters of an export _type, _since and _outputFormat are"
                            + " offered. Leave the others out; all of it would be more than was asked for.");
        }
    }

    private static List<String> types(AccessContext context, List<StringType> asked) {
        List<String> named = Optional.ofNullable(asked).orElse(List.of()).stream()
                .flatMap(value -> Stream.of(String.valueOf(value.getValue()).split(",")))
                .map(String::strip)
                .distinct()
                .sorted()
                .toList();
        for (String type : named) {
            if (!Surface.STORED.contains(type)) {
                throw Refusals.invalid("EXPORT-005", "_type names a type that this server does not store.");
            }
            if (!exportable(context, type)) {
                throw Refusals.scope(type, "rs");
            }
        }
        return named.isEmpty()
                ? Surface.STORED.stream()
                        .filter(type -> exportable(context, type))
                        .sorted()
                        .toList()
                : named;
    }

    private static boolean exportable(AccessContext context, String type) {
        return context.actor().mayTouch(type, Letter.R) && context.actor().mayTouch(type, Letter.S);
    }
}
