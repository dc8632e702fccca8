package health.confidant.server.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.TestServer;
import health.confidant.server.database.RowLevelSecurity;
import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

class CanaryIT {
    private final TestServer server = TestServer.shared();
    private final CanaryWatch watch = server.bean(CanaryWatch.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create policy leak on hfj_resource for select to confidant_request using (true)",
                "create policy leak on hfj_spidx_token for select to confidant_request using (true)",
                "create policy leak on hfj_res_ver for select to confidant_request using (true)"
            })
    void whereARowShowsTheServerDoesNotStartAndIsNotHealthy(String breaks) throws Exception {
        watch.watch();
        assertThat(health().statusCode()).isEqualTo(200);
        assertThatCode(watch::start).doesNotThrowAnyException();
        server.administrator().execute(breaks);
        try {
            assertThatThrownBy(watch::start)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("canary came back")
                    .hasMessageNotContaining("\n");
            assertThat(health().statusCode()).isEqualTo(503);
            assertThat(health().body()).contains("DOWN");
        } finally {
            server.administrator()
                    .execute(breaks.replaceFirst("create policy leak on (\\w+) .*", "drop policy leak on $1"));
        }
        watch.watch();
        assertThat(health().statusCode()).isEqualTo(200);
    }

    /** Else what a minute costs would grow with the records. */
    @Test
    void noTableIsReadFromEndToEndForIt() {
        for (String table : RowLevelSecurity.guarded(server.administrator())) {
            List<String> plan = server.administrator().execute((ConnectionCallback<List<String>>) connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("begin; set local role confidant_request; set local enable_seqscan = off");
                    List<String> lines = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery("explain select exists (select from " + table
                            + " where partition_id = " + RowLevelSecurity.CANARY + ")")) {
                        while (rows.next()) {
                            lines.add(rows.getString(1));
                        }
                    }
                    statement.execute("rollback");
                    return lines;
                }
            });
            assertThat(plan).as(table).anyMatch(line -> line.contains(table + "_canary"));
        }
    }

    @Test
    void itIsAskedAgainOnATimer() {
        assertThat(server.bean(ScheduledAnnotationBeanPostProcessor.class).getScheduledTasks())
                .extracting(Object::toString)
                .anyMatch(task -> task.contains("CanaryWatch.watch"));
    }

    private HttpResponse<String> health() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.base() + "/actuator/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
