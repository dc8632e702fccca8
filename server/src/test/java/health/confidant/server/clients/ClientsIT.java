package health.confidant.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Client;
import health.confidant.server.authorization.Clients;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClientsIT {
    private static final Path SAMPLE = Path.of("samples", "app");
    private static final String PASSWORD = "lantern-orchid-68-velvet";

    private static TestServer server;
    private static Process app;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        assertThat(SAMPLE.resolve("node_modules"))
                .as("the profile clients installs them")
                .exists();
        server = TestServer.startAt("localhost");
        port = freePort();
        server.bean(Clients.class)
                .create(Client.external(
                        Client.Kind.PUBLIC,
                        "sample-" + port,
                        "Sample app under test",
                        Set.of("http://localhost:" + port + "/callback"),
                        Set.of(
                                "openid",
                                "fhirUser",
                                "launch",
                                "launch/patient",
                                "online_access",
                                "offline_access",
                                "patient/*.rs"),
                        Purpose.TREAT,
                        Optional.empty(),
                        Client.More.NONE.withLaunchAt(URI.create("http://localhost:" + port + "/launch.html"))));
        server.bean(Accounts.class)
                .create(
                        "newcomer",
                        PASSWORD,
                        "Practitioner/" + World.id("Practitioner/lee"),
                        Set.of(Role.COUPLES_THERAPIST));
        ProcessBuilder sample = new ProcessBuilder("node", "server.mjs").directory(SAMPLE.toFile());
        sample.environment().put("PORT", Integer.toString(port));
        sample.environment().put("CLIENT_ID", "sample-" + port);
        sample.environment().put("ISS", server.fhir().toString());
        app = sample.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.destroy();
        }
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void browserAppsPasskeysAndPagesWork() throws Exception {
        Map<String, Object> people = Typed.by(server, "maya", "daniel", "kim", "berg");
        people.put("newcomer", Map.of("login", "newcomer", "password", PASSWORD));
        people.put(
                "backend",
                Map.of(
                        "id",
                        "northside-ehr",
                        "key",
                        server.credentials("northside-ehr").password()));
        ProcessBuilder clients = new ProcessBuilder("node", "clients.mjs").directory(SAMPLE.toFile());
        clients.environment().put("BASE", server.base().toString());
        clients.environment().put("APP", "http://localhost:" + port);
        clients.environment().put("APP_NAME", "Sample app under test");
        clients.environment().put("PEOPLE", new ObjectMapper().writeValueAsString(people));
        clients.environment()
                .put("SHOTS", Path.of("target", "pages").toAbsolutePath().toString());
        Path log = Files.createTempFile("clients", ".log");
        Process run =
                clients.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = run.waitFor(8, TimeUnit.MINUTES);
        String output = Files.readString(log, StandardCharsets.UTF_8);
        run.destroy();
        assertThat(ended && run.exitValue() == 0).as(output).isTrue();
        assertThat(output).contains("ok fhirclient: EHR launch").doesNotContain("FAILED");
    }

    @Test
    void hapisOwnClientReadsAsABackend() {
        FhirContext fhir = FhirContext.forR4();
        fhir.getRestfulClientFactory().setSocketTimeout(60_000);
        IGenericClient client = fhir.newRestfulGenericClient(server.fhir().toString());
        client.registerInterceptor(new BearerTokenAuthInterceptor(server.token("northside-ehr")));
        Bundle found = client.search()
                .forResource(Observation.class)
                .where(Observation.CATEGORY.exactly().code("survey"))
                .returnBundle(Bundle.class)
                .execute();
        assertThat(found.getEntry()).isNotEmpty();
        // Maya consented to Northside, Daniel denies it.
        Observation audit = client.read()
                .resource(Observation.class)
                .withId(World.id("Observation/maya-audit-c"))
                .execute();
        assertThat(audit.hasCode()).isTrue();
        assertThatThrownBy(() -> client.read()
                        .resource(Condition.class)
                        .withId(World.id("Condition/daniel-opioid"))
                        .execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
