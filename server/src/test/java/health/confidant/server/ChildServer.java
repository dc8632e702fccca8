package health.confidant.server;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real server in a process of its own on a data directory, which can be killed and started again. */
public final class ChildServer implements AutoCloseable {
    private final Path data;
    private final List<Path> first;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    public ChildServer(Path data) throws IOException {
        this(data, List.of());
    }

    /** @param first directories whose files stand in for those of the build: another version of them */
    public ChildServer(Path data, List<Path> first) throws IOException {
        this.data = data;
        this.first = List.copyOf(first);
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path data() {
        return data;
    }

    public Path keys() {
        return data.resolve("keys");
    }

    public void start() throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "--server.port=" + port,
                "--confidant.base=" + base(),
                "--confidant.keys=" + keys(),
                "--confidant.documents.directory=" + data.resolve("documents"),
                "--confidant.database.directory=" + data);
        Path log = Files.createTempFile(Path.of("target"), "child-server", ".log");
        process = new ProcessBuilder(command(first, List.of(), arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        // Healthy comes before the demo world is there; ready is said after it.
        while (!healthy() || !Files.readString(log).contains("Confidant is ready")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The server does not start; see " + log);
            }
            Thread.sleep(250);
        }
    }

    /**
     * What starts the server in a process of its own.
     *
     * @param first directories whose files stand in for those of the build
     * @param java further arguments of the virtual machine
     */
    static List<String> command(List<Path> first, List<String> java, List<String> arguments) {
        return command(Application.class, first, java, arguments);
    }

    /** The same with another main class on the class path of the tests. */
    static List<String> command(Class<?> main, List<Path> first, List<String> java, List<String> arguments) {
        StringBuilder path = new StringBuilder();
        first.forEach(each -> path.append(each).append(File.pathSeparator));
        path.append(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
        command.addAll(java);
        command.addAll(List.of("-cp", path.toString(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    private boolean healthy() {
        try {
            HttpRequest request = HttpRequest.newBuilder(base().resolve("/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(1, TimeUnit.MINUTES);
    }

    /** As an operator stops it; and again does nothing. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
