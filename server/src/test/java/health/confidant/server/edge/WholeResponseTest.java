package health.confidant.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class WholeResponseTest {
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final WholeResponse whole = new WholeResponse(response);

    @Test
    void nothingLeavesBeforeItsEnd() throws Exception {
        whole.setStatus(200);
        whole.getWriter().write("{\"a\":");
        whole.getWriter().flush();
        whole.flushBuffer();
        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getContentAsString()).isEmpty();
        whole.getWriter().write("1}");
        whole.getWriter().close();
        whole.copyBodyToResponse();
        assertThat(response.getContentAsString()).isEqualTo("{\"a\":1}");
        assertThat(response.getContentLength()).isEqualTo(7);
    }

    /** As HAPI does it when an encoder fails half-way: another status, and the writer that it has. */
    @Test
    void whatFailsLeavesItsOutcomeAlone() throws Exception {
        whole.setStatus(200);
        whole.getWriter().write("{\"secret\":");
        whole.setStatus(500);
        whole.getWriter().write("{\"outcome\":1}");
        whole.copyBodyToResponse();
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentAsString()).isEqualTo("{\"outcome\":1}");
    }

    @Test
    void anErrorOfTheContainersDropsWhatWasGathered() throws Exception {
        whole.getWriter().write("{\"secret\":1}");
        whole.sendError(500);
        assertThat(response.getContentAsString()).isEmpty();
        MockHttpServletResponse another = new MockHttpServletResponse();
        WholeResponse told = new WholeResponse(another);
        told.getOutputStream().write(1);
        told.sendError(500, "why");
        assertThat(another.getContentAsByteArray()).isEmpty();
    }
}
