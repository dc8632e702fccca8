package health.confidant.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class FirstLookIT {
    private final TestServer server = TestServer.shared();

    @Test
    void searchWhenThreeCallersAskThenThreeAnswers() {
        assertThat(total("kim", "/Claim?_summary=count")).isZero();
        assertThat(total("daniel", "/Claim?_summary=count")).isEqualTo(1);
        assertThat(total("mo", "/Claim?_summary=count")).isEqualTo(4);
    }

    @Test
    void searchWhenNobodyIsSignedInThenUnauthorized() {
        HttpResponse<String> answer = server.send(null, "GET", "/Patient", null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("OperationOutcome");
    }

    private int total(String login, String path) {
        HttpResponse<String> answer = server.get(login, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Integer.parseInt(answer.body().replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
    }
}
