package health.confidant.server.tls;

import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** A certificate that the demo signs itself, with the keytool of the Java that runs it; for 90 days. */
final class DemoCertificate {
    /** Protects nothing: the file's mode does. PKCS#12 asks for one. */
    static final String PASSWORD = "confidant-demo";

    private static final int PATIENCE = 60;

    private final Path keys;

    DemoCertificate(Path keys) {
        this.keys = keys;
    }

    Path file(String host) {
        Path file = keys.resolve("demo-tls.p12");
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(
                        keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                make(file, host);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return file;
        } catch (IOException e) {
            throw new StartRefused("The demo's certificate cannot be made in " + keys + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted.");
        }
    }

    private static void make(Path file, String host) throws IOException, InterruptedException {
        boolean address = host.matches("[0-9.]+|\\[.*]");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "confidant",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "90",
                        "-dname",
                        "CN=Confidant demo",
                        "-ext",
                        "san=" + (address ? "ip:" : "dns:") + host.replaceAll("[\\[\\]]", ""),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(PATIENCE, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool failed");
        }
    }
}
