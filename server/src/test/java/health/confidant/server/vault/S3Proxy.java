package health.confidant.server.vault;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A bucket of S3Proxy, which checks signatures, in a process of its own that can be stopped and started again on its data. */
final class S3Proxy {
    static final String ACCESS_KEY = "vault";
    static final String SECRET_KEY = "not-a-secret-of-anybody";
    private static final String BUCKET = "sealed-parts";

    private final Path data;
    private final int port;
    private Process process;

    S3Proxy() throws IOException {
        this.data = Files.createTempDirectory("bucket");
        Files.createDirectories(objects());
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    void start() throws IOException, InterruptedException {
        Path configuration = data.resolve("s3proxy.conf");
        Files.write(
                configuration,
                List.of(
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.authorization=aws-v4",
                        "s3proxy.identity=" + ACCESS_KEY,
                        "s3proxy.credential=" + SECRET_KEY,
                        "jclouds.provider=filesystem",
                        "jclouds.filesystem.basedir=" + data.resolve("buckets")));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        Path.of("target", "s3proxy", "s3proxy-jar-with-dependencies.jar")
                                .toAbsolutePath()
                                .toString(),
                        "--properties",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("s3proxy.log").toFile())
                .start();
        for (int i = 0; i < 600 && process.isAlive(); i++) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        stop();
        throw new IOException(Files.readString(data.resolve("s3proxy.log")));
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/" + BUCKET;
    }

    /** What is in the bucket, as files. */
    List<Path> parts(String blob) throws IOException {
        Path home = objects().resolve(blob);
        if (Files.notExists(home)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(home)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private Path objects() {
        return data.resolve("buckets").resolve(BUCKET);
    }
}
