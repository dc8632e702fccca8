package health.confidant.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a start that is refused: one line on standard error, free of secrets, and exit code 2. */
class RefusedStartIT {
    private static final String SECRET = "hunter2-hunter2";

    @TempDir
    private static Path shared;

    private static TestAuthority authority;
    private static TestPostgres postgres;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(shared.resolve("authority"));
        postgres = TestPostgres.start(shared.resolve("postgres"), authority, authority.issue("dns:localhost"));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private void refused(String says, String... arguments) throws Exception {
        refusedBy(ChildServer.command(List.of(), List.of(), all(arguments)), says);
    }

    /** With what every start is given; the last of a name counts. */
    private List<String> all(String... arguments) {
        Map<String, String> all = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--confidant.keys=" + directory.resolve("keys"),
                                "--confidant.documents.directory=" + directory.resolve("documents"),
                                "--confidant.database.directory=" + directory.resolve("data")),
                        Stream.of(arguments))
                .forEach(argument -> all.put(argument.substring(0, argument.indexOf('=')), argument));
        return List.copyOf(all.values());
    }

    private void refusedBy(List<String> command, String says) throws Exception {
        Path output = directory.resolve("output");
        Path error = directory.resolve("error");
        Process process = StartedProcess.of(command, output, error);
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        String told = Files.readString(error);
        assertThat(ended).as("ended; " + told).isTrue();
        assertThat(told.lines()).as(told).hasSize(1);
        assertThat(told).startsWith("Confidant did not start: ").contains(says).doesNotContain(SECRET);
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(output)).doesNotContain(SECRET, "Exception", "\tat ");
    }

    /** A PostgreSQL by URL; the last of these arguments are a test's own. */
    private void refusedAt(String url, String says, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--confidant.database.url=" + url,
                "--confidant.database.user=" + TestPostgres.USER,
                "--confidant.database.password=" + SECRET));
        all.addAll(List.of(arguments));
        refused(says, all.toArray(String[]::new));
    }

    /** The same without the demo. */
    private void refusedInProduction(String url, String says) throws Exception {
        refusedAt(
                url,
                says,
                "--confidant.demo=false",
                "--confidant.base=https://records.example.org",
                "--confidant.tls.proxy=true",
                "--confidant.wrapping.passphrase=" + SECRET,
                "--confidant.database.password=" + TestPostgres.PASSWORD);
    }

    @Test
    void nothingAnswersAtTheUrl() throws Exception {
        refusedAt("jdbc:postgresql://127.0.0.1:1/records", "No PostgreSQL answers at CONFIDANT_DATABASE_URL");
    }

    @Test
    void noUrlOfPostgres() throws Exception {
        refusedAt("mysql://127.0.0.1/records", "not a PostgreSQL JDBC URL");
    }

    @Test
    void wrongPassword() throws Exception {
        refusedAt(postgres.verifiedUrl(), "refused the user or password");
    }

    @Test
    void unknownDatabase() throws Exception {
        refusedAt(
                postgres.verifiedUrl().replaceFirst("/postgres\\?", "/nothing?"),
                "does not exist",
                "--confidant.database.password=" + TestPostgres.PASSWORD);
    }

    @Test
    void dataDirectoryInUse() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        try (FileChannel other =
                        FileChannel.open(data.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            refused("is in use by another server");
        }
    }

    @Test
    void dataDirectoryNotWritable() throws Exception {
        refused("not writable", "--confidant.database.directory=/proc/confidant");
    }

    @Test
    void keyStoreNotWritable() throws Exception {
        refused("/proc/confidant", "--confidant.keys=/proc/confidant");
    }

    /** A limit on the size of files stands in for a full disk: a write of more fails. */
    @Test
    void diskThatTakesNoMore() throws Exception {
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 4096; exec \"$@\"", "limited"));
        limited.addAll(ChildServer.command(List.of(), List.of(), all()));
        refusedBy(limited, "The embedded database in " + directory.resolve("data") + " did not start");
    }

    @Test
    void portInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused("port " + other.getLocalPort() + " is in use", "--server.port=" + other.getLocalPort());
        }
    }

    @Test
    void certificateOfAnotherAuthority() throws Exception {
        Path stranger = new TestAuthority(directory.resolve("stranger")).certificate();
        refusedInProduction(
                postgres.url("localhost") + "?sslrootcert=" + stranger, "TLS and a certificate for its name");
    }

    @Test
    void certificateOfAnotherHost() throws Exception {
        refusedInProduction(
                postgres.verifiedUrl().replace("localhost", "127.0.0.1"), "TLS and a certificate for its name");
    }

    @Test
    void lessThanAVerifiedConnection() throws Exception {
        refusedInProduction(postgres.verifiedUrl() + "&sslmode=require", "asks for another sslmode than verify-full");
    }

    @Test
    void noCertificateOfItsOwn() throws Exception {
        refused(
                "CONFIDANT_TLS_CERTIFICATE",
                "--confidant.demo=false",
                "--confidant.base=https://records.example.org",
                "--confidant.wrapping.passphrase=" + SECRET);
    }

    @Test
    void keyThatIsNotTheCertificates() throws Exception {
        Path key = authority.issue("dns:elsewhere").key();
        refused(
                "is not that of the first certificate",
                "--confidant.base=https://localhost",
                "--confidant.tls.certificate=" + authority.issue("dns:records").certificate(),
                "--confidant.tls.key=" + key);
    }
}
