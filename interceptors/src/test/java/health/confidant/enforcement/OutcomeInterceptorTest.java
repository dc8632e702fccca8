package health.confidant.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Clock;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database says stays with us; its SQL state decides what the caller is told. */
class OutcomeInterceptorTest {
    private static final String SECRET = "insert into hfj_resource values ('Maya')";

    private final OutcomeInterceptor interceptor =
            new OutcomeInterceptor(new AuditInterceptor(null, Clock.systemUTC()));

    private BaseServerResponseException told(Throwable thrown) {
        ServletRequestDetails request = new ServletRequestDetails();
        request.setResourceName("Observation");
        request.setRequestId("the-request");
        return interceptor.translate(request, thrown);
    }

    @ParameterizedTest
    @CsvSource({
        "57014, 503, LIMIT-003",
        "53100, 503, SERVER-002",
        "53300, 503, SERVER-002",
        "57P01, 503, SERVER-002",
        "08006, 503, SERVER-002",
        "42501, 403, ACCESS-002",
        "23505, 409, WRITE-002",
        "40001, 409, WRITE-002",
        "42P01, 500, SERVER-001"
    })
    void failureOfTheDatabaseIsToldByItsStateAlone(String state, int status, String code) {
        BaseServerResponseException told =
                told(new InternalErrorException(SECRET, new RuntimeException(new SQLException(SECRET, state))));
        assertThat(told.getStatusCode()).isEqualTo(status);
        OperationOutcome outcome = (OperationOutcome) told.getOperationOutcome();
        assertThat(outcome.getIssueFirstRep().getDiagnostics()).startsWith(code).doesNotContain("hfj", "Maya");
        assertThat(outcome.getIdElement().getIdPart()).isEqualTo("the-request");
        assertThat(String.valueOf(told.getMessage())).doesNotContain("hfj", "Maya");
    }

    /** The pool's own, when the database went away in the middle of a write. */
    @Test
    void lostConnectionHasNoStateAndIsTheDatabaseAway() {
        BaseServerResponseException told = told(new InternalErrorException(new SQLException("Connection is closed")));
        assertThat(told.getStatusCode()).isEqualTo(503);
        assertThat(told.getResponseHeaders()).containsKey("Retry-After");
    }

    /** A full disk shows in the middle of a batch of inserts. */
    @Test
    void failureOfABatchIsToldByItsState() {
        SQLException full = new BatchUpdateException(SECRET, "53100", new int[0]);
        assertThat(told(new InternalErrorException(full)).getStatusCode()).isEqualTo(503);
    }
}
