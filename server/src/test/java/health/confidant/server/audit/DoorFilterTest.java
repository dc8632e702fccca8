package health.confidant.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DoorFilterTest {
    private final Journal journal = mock(Journal.class);
    private final JdbcTemplate sql = mock(JdbcTemplate.class);
    private final DoorFilter filter = new DoorFilter(journal, new KnownNames(sql), new Strangers(), Clock.systemUTC());
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private static MockHttpServletRequest request(String method, String path) {
        return new MockHttpServletRequest(method, path);
    }

    @SuppressWarnings("unchecked")
    private AuditRecord recorded() {
        ArgumentCaptor<List<AuditRecord>> records = ArgumentCaptor.forClass(List.class);
        verify(journal).append(records.capture());
        return records.getValue().get(0);
    }

    @Test
    void redirectAndItsCookieLeaveOnceTheyAreRecorded() throws Exception {
        FilterChain chain = (request, response) -> {
            ((HttpServletResponse) response).addHeader("X-Kept", "yes");
            ((HttpServletResponse) response).sendRedirect("/oauth2/authorize?x");
        };
        filter.doFilter(request("POST", "/login"), response, chain);
        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(response.getHeader("Location")).isEqualTo("/oauth2/authorize?x");
        assertThat(response.getHeader("X-Kept")).isEqualTo("yes");
        assertThat(recorded())
                .extracting(AuditRecord::action, AuditRecord::outcome)
                .containsExactly(Action.SIGN_IN, Outcome.SUCCESS);
    }

    @Test
    void bodyLeavesWholeAndARefusalIsOne() throws Exception {
        FilterChain chain = (request, response) -> {
            ((HttpServletResponse) response).setStatus(400);
            response.setContentType("application/json");
            response.getWriter().write("{\"error\":\"invalid_client\"}");
        };
        filter.doFilter(request("POST", "/oauth2/token"), response, chain);
        assertThat(response.getContentAsString()).isEqualTo("{\"error\":\"invalid_client\"}");
        assertThat(recorded())
                .extracting(AuditRecord::action, AuditRecord::outcome, AuditRecord::agent)
                .containsExactly(Action.TOKEN, Outcome.DENIED, "unknown");
    }

    @Test
    void errorIsSentAsAnError() throws Exception {
        filter.doFilter(
                request("POST", "/account/password"), response, (request, response) -> ((HttpServletResponse) response)
                        .sendError(404));
        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(recorded().action()).isEqualTo(Action.ADMINISTER);
    }

    @Test
    void decisionsOnAccountsAndAppsAreAdministrativeActs() throws Exception {
        for (String path : List.of("/operator/clients", "/passkey", "/oauth2/register", "/smart/state")) {
            clearInvocations(journal);
            filter.doFilter(request("POST", path), new MockHttpServletResponse(), (a, b) -> {});
            assertThat(recorded().action()).as(path).isEqualTo(Action.ADMINISTER);
        }
    }

    @Test
    void whatCannotBeRecordedDoesNotLeave() throws Exception {
        doThrow(new IllegalStateException("full")).when(journal).append(any());
        filter.doFilter(request("POST", "/login"), response, (request, response) -> {
            ((HttpServletResponse) response).addHeader("Set-Cookie", "session=secret");
            ((HttpServletResponse) response).sendRedirect("/in");
        });
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getHeader("Location")).isNull();
        assertThat(response.getHeader("Set-Cookie")).isNull();
        assertThat(response.getContentAsString()).contains("AUDIT-001");
    }

    @Test
    void pagesAndTheFhirEndpointAreNotItsDoors() throws Exception {
        for (String path : List.of(
                "GET /login",
                "POST /fhir/Condition",
                "GET /oauth2/authorize",
                "PATCH /documents/1",
                "POST /devices",
                "DELETE /exports/1")) {
            filter.doFilter(
                    request(path.split(" ")[0], path.split(" ")[1]), new MockHttpServletResponse(), (a, b) -> {});
        }
        verifyNoInteractions(journal);
    }
}
