package health.confidant.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * A server that was stopped lets go of all that it held, in a process that goes on. In a process of its own: what is kept
 * only until memory is short has to go at once there.
 */
class StopIT {
    private static final String LET_GO = "let go";

    @TempDir
    private Path directory;

    @Test
    void whatIsStoppedIsLetGo() throws Exception {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(ChildServer.command(
                        Stopping.class, List.of(), List.of("-XX:SoftRefLRUPolicyMSPerMB=0"), List.of()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(log)).endsWith(LET_GO + System.lineSeparator());
    }

    /** Starts a server, asks it and stops it, and says whether anything holds its beans. */
    static final class Stopping {
        private static final int TRIES = 50;

        public static void main(String[] arguments) throws InterruptedException {
            WeakReference<?> beans = stopped();
            for (int i = 0; i < TRIES && !beans.refersTo(null); i++) {
                System.gc(); // Nothing else says that an object is held by nobody.
                Thread.sleep(100);
            }
            System.out.println(beans.refersTo(null) ? LET_GO : "held");
            System.exit(0);
        }

        private static WeakReference<?> stopped() {
            TestServer server = TestServer.start();
            assertThat(server.get("kim", "/Patient?_summary=count").statusCode())
                    .isEqualTo(200);
            WeakReference<?> beans = server.beans();
            server.stop();
            // Spring Boot's log keeps the settings of the latest server: one, until the next comes.
            ((LoggerContext) LoggerFactory.getILoggerFactory()).removeObject(Environment.class.getName());
            return beans;
        }
    }
}
