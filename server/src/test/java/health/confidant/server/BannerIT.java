package health.confidant.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.server.demo.Logins;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the run command prints to try is copied out of it and run by a shell, as it stands there. */
class BannerIT {
    private static final String RUN = "java -jar server/target/confidant.jar ";

    private final TestServer server = TestServer.shared();

    @TempDir
    private Path directory;

    private String printed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Banner.print(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                server.bean(ServerProperties.class),
                Logins.open(server.data()));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A {@code java} that runs the classes of the build where the lines name the jar, which is made after the tests. */
    private Path shim() throws Exception {
        List<String> command = ChildServer.command(List.of(), List.of(), List.of());
        Path java = Files.createFile(
                directory.resolve("java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(
                java,
                "#!/bin/sh\n[ \"$1 $2\" = '-jar server/target/confidant.jar' ] || exit 9\nshift 2\nexec '"
                        + String.join("' '", command) + "' \"$@\"\n");
        return java;
    }

    private String run(String line) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", line);
        shell.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        shell.environment().put("CONFIDANT_BASE", server.base().toString());
        shell.environment().put("CONFIDANT_DATABASE_DIRECTORY", server.data().toString());
        Path error = directory.resolve("error");
        Process process = shell.redirectError(error.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0)
                .as(line + "\n" + said + Files.readString(error))
                .isTrue();
        return said;
    }

    @Test
    void threeLinesToTryGiveThreeAnswers() throws Exception {
        shim();
        String banner = printed();
        assertThat(banner).contains("Confidant is ready: " + server.fhir());
        List<String> lines = banner.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("curl "))
                .toList();
        assertThat(lines).hasSize(3).allMatch(line -> line.contains("$(" + RUN + "token "));
        int[] totals = new int[3];
        for (int i = 0; i < totals.length; i++) {
            totals[i] =
                    new ObjectMapper().readTree(run(lines.get(i))).path("total").asInt(-1);
        }
        assertThat(totals[0]).as("kim, a counselor").isZero();
        assertThat(totals[1]).as("daniel, a patient").isPositive();
        assertThat(totals[2]).as("mo, who bills for everyone").isGreaterThan(totals[1]);
        assertThat(run(RUN + "code kim").strip()).matches("\\d{6}");
    }
}
