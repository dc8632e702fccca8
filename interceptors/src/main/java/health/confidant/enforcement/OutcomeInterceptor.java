package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import health.confidant.fhir.profile.PatchFault;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every failure leaves as one of ours: a code, what, which rule, what next, and the request's id; never SQL, never an
 * id, never a value of somebody's record.
 */
public final class OutcomeInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeInterceptor.class);
    private static final Pattern OURS = Pattern.compile("[A-Z]+-\\d{3}[ :].*", Pattern.DOTALL);
    private static final Pattern FAILED = Pattern.compile("[45]\\d\\d.*");
    private static final Pattern HAPI = Pattern.compile("HAPI-(\\d{4})");
    private static final Pattern UNKNOWN_PARAMETER =
            Pattern.compile("HAPI-(?:0323|0524|1223|0007): .*?[\"'](\\w[\\w:.-]{0,60})[\"'].*", Pattern.DOTALL);

    private final AuditInterceptor audit;

    public OutcomeInterceptor(AuditInterceptor audit) {
        this.audit = audit;
    }

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException translate(RequestDetails request, Throwable thrown) {
        BaseServerResponseException outcome = refusal(request, thrown);
        int status = outcome.getStatusCode();
        Optional<AccessContext> context = AccessContext.find(request);
        // 401 of a known caller: the operation wants a fresher sign-in.
        if (context.isPresent() && (status == 401 || status == 403 || status == 404 || probes(outcome))) {
            try {
                audit.denied(request, context.get());
            } catch (BaseServerResponseException e) {
                outcome = e;
            }
        }
        if (outcome.getOperationOutcome() instanceof OperationOutcome body && request != null) {
            body.setId(request.getRequestId());
        }
        return outcome;
    }

    /** An entry that failed in a bundle is told, and recorded, like a request of its own. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = 1500)
    public void translateEntries(RequestDetails request, ResponseDetails response) {
        if (request.getRestOperationType() != RestOperationTypeEnum.TRANSACTION
                || !(response.getResponseResource() instanceof Bundle answers)
                || !(request.getResource() instanceof Bundle questions)) {
            return;
        }
        for (int i = 0; i < answers.getEntry().size(); i++) {
            Bundle.BundleEntryResponseComponent answer =
                    answers.getEntry().get(i).getResponse();
            if (!FAILED.matcher(answer.getStatus() + "").matches()) {
                continue;
            }
            String text = answer.getOutcome() instanceof OperationOutcome outcome
                    ? outcome.getIssueFirstRep().getDiagnostics()
                    : "";
            int status = Integer.parseInt(answer.getStatus().substring(0, 3));
            boolean probes = String.valueOf(text).startsWith(Refusals.UNRESOLVED);
            if (!OURS.matcher(String.valueOf(text)).matches()) {
                BaseServerResponseException refusal =
                        known(request, BaseServerResponseException.newInstance(status, String.valueOf(text)));
                status = refusal.getStatusCode();
                probes = probes(refusal);
                answer.setStatus(String.valueOf(status));
                answer.setOutcome((OperationOutcome) refusal.getOperationOutcome());
            }
            if (i < questions.getEntry().size()) {
                entryDenied(request, status, probes, questions.getEntry().get(i));
            }
        }
    }

    private void entryDenied(RequestDetails request, int status, boolean probes, Bundle.BundleEntryComponent question) {
        Optional<AccessContext> context = AccessContext.find(request);
        if (context.isPresent() && (status == 403 || status == 404 || probes)) {
            IdType id = new IdType(question.getRequest().getUrl());
            audit.denied(request, context.get(), id.getResourceType(), id);
        }
    }

    /** A reference to what is not there, or is hidden: asked often enough, it would be a way to look for records. */
    private static boolean probes(BaseServerResponseException refusal) {
        return refusal.getOperationOutcome() instanceof OperationOutcome outcome
                && String.valueOf(outcome.getIssueFirstRep().getDiagnostics()).startsWith(Refusals.UNRESOLVED);
    }

    private static BaseServerResponseException refusal(RequestDetails request, Throwable thrown) {
        Optional<BaseServerResponseException> ours =
                cause(thrown, BaseServerResponseException.class).filter(OutcomeInterceptor::isOurs);
        if (ours.isPresent()) {
            return ours.get();
        }
        Optional<SQLException> sql = cause(thrown, SQLException.class);
        if (sql.isPresent()) {
            return database(request, sql.get(), thrown);
        }
        if (PatchFault.causes(thrown)) {
            return Refusals.malformed(List.of(PatchFault.of("")));
        }
        if (thrown instanceof BaseServerResponseException response) {
            return known(request, response);
        }
        if (thrown instanceof DataFormatException) {
            return invalid(400, "none", "");
        }
        return unexpected(request, thrown);
    }

    private static boolean isOurs(BaseServerResponseException thrown) {
        return thrown.getOperationOutcome() instanceof OperationOutcome outcome
                && OURS.matcher(outcome.getIssueFirstRep().getDiagnostics() + "")
                        .matches();
    }

    private static BaseServerResponseException database(RequestDetails request, SQLException sql, Throwable thrown) {
        String state = String.valueOf(sql.getSQLState());
        if (state.equals("42501")) {
            return Refusals.notWritable(String.valueOf(request.getResourceName()));
        }
        if (state.equals("57014")) {
            return Refusals.timedOut(sql);
        }
        if (state.startsWith("23") || state.startsWith("40")) {
            return conflict();
        }
        // PostgreSQL always gives a state; without one it is the pool, which has lost the connection.
        if (sql.getSQLState() == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57")) {
            LOG.error("Database unavailable, SQL state {}, request {}", state, id(request));
            return Refusals.unavailable(sql);
        }
        return unexpected(request, thrown);
    }

    private static BaseServerResponseException known(RequestDetails request, BaseServerResponseException thrown) {
        String text = String.valueOf(thrown.getMessage());
        Matcher code = HAPI.matcher(text);
        String hapi = code.find() ? code.group(1) : "none";
        if (thrown instanceof AuthenticationException) {
            return status(401, IssueType.LOGIN, "AUTH-001: no valid access token.");
        }
        if (hapi.equals("1094") || hapi.equals("1091") || hapi.equals("0929")) {
            return Refusals.unresolvedReference();
        }
        if (hapi.equals("1271")) {
            return Refusals.malformed(List.of(PatchFault.of(text)));
        }
        return switch (thrown.getStatusCode()) {
            case 404, 410 -> Refusals.notFound();
            case 409 -> conflict();
            case 412 -> precondition();
            case 400, 405, 406, 413, 415, 422, 501 -> invalid(thrown.getStatusCode(), hapi, text);
            case 403 -> status(403, IssueType.FORBIDDEN, "ACCESS-003: this is not allowed here.");
            default -> unexpected(request, thrown);
        };
    }

    private static BaseServerResponseException invalid(int status, String hapi, String text) {
        Matcher parameter = UNKNOWN_PARAMETER.matcher(text);
        if (parameter.matches()) {
            return status(
                    400,
                    IssueType.NOTSUPPORTED,
                    "SEARCH-001: unknown search parameter " + parameter.group(1)
                            + ". The CapabilityStatement lists the parameters of each type.");
        }
        return status(
                status,
                IssueType.INVALID,
                "REQUEST-001: the request is not valid here (reason HAPI-" + hapi
                        + "). Check the resource against FHIR R4 and the request against the CapabilityStatement.");
    }

    private static BaseServerResponseException conflict() {
        ResourceVersionConflictException conflict = new ResourceVersionConflictException("Conflict");
        conflict.setOperationOutcome(Refusals.outcome(
                IssueType.CONFLICT,
                "WRITE-002 CONFLICT: somebody changed this meanwhile. Read it again, then repeat."));
        return conflict;
    }

    private static BaseServerResponseException precondition() {
        PreconditionFailedException failed = new PreconditionFailedException("Precondition");
        failed.setOperationOutcome(Refusals.outcome(
                IssueType.CONFLICT, "WRITE-003 VERSION: If-Match does not name the current version. Read it again."));
        return failed;
    }

    private static BaseServerResponseException unexpected(RequestDetails request, Throwable thrown) {
        LOG.error("Unexpected {}, request {}", BareTrace.of(thrown), id(request));
        InternalErrorException failure = new InternalErrorException("Unexpected");
        failure.setOperationOutcome(Refusals.outcome(
                IssueType.EXCEPTION,
                "SERVER-001: the server failed. Nothing was stored. Report the id of this outcome."));
        return failure;
    }

    private static String id(RequestDetails request) {
        return request == null ? "none" : request.getRequestId();
    }

    private static BaseServerResponseException status(int status, IssueType type, String text) {
        BaseServerResponseException thrown = BaseServerResponseException.newInstance(status, "Refused");
        thrown.setOperationOutcome(Refusals.outcome(type, text));
        return thrown;
    }

    private static <T> Optional<T> cause(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
