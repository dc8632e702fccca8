package health.confidant.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.HotSpotDiagnosticMXBean;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Door;
import health.confidant.server.vault.VaultProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.ConnectionCallback;

/**
 * Encrypted messages between two browsers. The browsers' script alone knows what is written; it looks for it afterwards in
 * the files of the database and its tables, the documents, the log and the heap of this process, in which the server runs. Requirement 33.
 */
class MessagesIT {
    private static final Path SAMPLE = Path.of("samples", "app");

    private static final String BYTES = "bytes that are letters";

    private static TestServer server;
    private static PrintStream out;

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() throws IOException {
        assertThat(SAMPLE.resolve("node_modules"))
                .as("the profile clients installs them")
                .exists();
        out = System.out;
        // What the server says goes to a file as well, which is searched.
        System.setOut(
                new PrintStream(Files.newOutputStream(directory.resolve("server.log")), true, StandardCharsets.UTF_8));
        server = TestServer.startAt("localhost");
    }

    @AfterAll
    static void stop() {
        System.setOut(out);
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void onlyTheBrowsersKnowWhatIsWritten() throws Exception {
        // In the clear, so that the search is known to be able to find something.
        String control = "Zq" + UUID.randomUUID().toString().replace("-", "");
        String plain = Door.of(server, "kim")
                .create("{\"resourceType\":\"Communication\",\"status\":\"completed\",\"subject\":{\"reference\":\""
                        + Door.id("Patient/maya") + "\"},\"payload\":[{\"contentString\":\"" + control + "\"}]}");
        Map<String, Object> people = Typed.by(server, "maya", "daniel", "kim", "lee");
        ProcessBuilder script = new ProcessBuilder("node", "messages.mjs").directory(SAMPLE.toFile());
        script.environment().put("BASE", server.base().toString());
        script.environment().put("PEOPLE", new ObjectMapper().writeValueAsString(people));
        script.environment()
                .put("SHOTS", Path.of("target", "pages").toAbsolutePath().toString());
        Process run = script.redirectErrorStream(true).start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                output.append(line).append('\n');
                if (line.equals("DUMP")) {
                    // What was just read is in the heap, as it will be of anybody's read.
                    String read = Door.of(server, "kim").get("/" + plain).body();
                    String places =
                            new ObjectMapper().writeValueAsString(Map.of("paths", places(), "control", control));
                    run.getOutputStream().write((places + "\n").getBytes(StandardCharsets.UTF_8));
                    run.getOutputStream().flush();
                    assertThat(read).contains(control);
                }
            }
        }
        assertThat(run.waitFor(1, TimeUnit.MINUTES) && run.exitValue() == 0)
                .as(output.toString())
                .isTrue();
        out.println(output);
        assertThat(output.toString())
                .contains("ok a revoked device reads nothing new")
                .contains("canaries 0");
    }

    /** All that the server keeps, and what its process holds at this moment. */
    private static List<String> places() throws IOException {
        Path heap = directory.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(heap.toString(), false);
        server.administrator().execute("checkpoint");
        Path documents = server.bean(VaultProperties.class).directory();
        Path data = documents.getParent();
        assertThat(directory.resolve("server.log")).isNotEmptyFile();
        return List.of(
                heap.toString(), directory.resolve("server.log").toString(), data.toString(), tables().toString());
    }

    /**
     * Every row of the database as text, wherever it keeps its files; and where they are here, it compresses what is long.
     */
    private static Path tables() throws IOException {
        Path dump = directory.resolve("tables");
        List<String> names = server.administrator()
                .queryForList(
                        "select oid::regclass::text from pg_class where relkind in ('r', 'm') and"
                                + " (relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')"
                                + " or relname = 'pg_largeobject')",
                        String.class);
        try (OutputStream out = Files.newOutputStream(dump)) {
            server.administrator().execute((ConnectionCallback<Void>) connection -> copy(connection, names, out));
        }
        assertThat(names)
                .contains("hfj_res_ver", "confidant.device", "pg_largeobject")
                .anyMatch(name -> name.startsWith("confidant.journal"));
        // What it is known to keep in the clear, as text and as bytes.
        assertThat(Files.readString(dump, StandardCharsets.ISO_8859_1)).contains("first phone", BYTES, "-record-1.");
        return dump;
    }

    private static Void copy(Connection connection, List<String> names, OutputStream out) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("set bytea_output = 'escape'");
            sql.execute("create temporary table seen as select '" + BYTES + "'::bytea as bytes");
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            copies.copyOut("copy seen to stdout", out);
            for (String name : names) {
                copies.copyOut("copy (select * from " + name + ") to stdout", out);
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
