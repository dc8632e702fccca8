package health.confidant.server.benchmark;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a server is started, and when it counts as started.
 *
 * @param ready path that answers 200 once it is
 * @param started every process that was started is added here
 */
record Launch(
        List<String> command,
        Map<String, String> environment,
        int port,
        String ready,
        Path log,
        List<Process> started) {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** A Java like this one, with its class path. */
    static List<String> java(String main, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(executable(), "-Xmx2g", "-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return command;
    }

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI fhir() {
        return base().resolve("/fhir");
    }

    /** Returns when the server is ready. */
    Process start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("A server did not start; see " + log);
            }
            pause();
        }
        return process;
    }

    /** Runs to its end. */
    static void run(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).environment().putAll(environment);
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(command + " ended with " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection http =
                    (HttpURLConnection) base().resolve(ready).toURL().openConnection();
            http.setReadTimeout(60_000);
            return http.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
