package health.confidant.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test, made by the keytool of the Java that runs it. */
public final class TestAuthority {
    private static final String PASSWORD = "confidant";

    /** PEM files, as an operator gets them. */
    public record Pair(Path certificate, Path key) {}

    private final Path folder;

    public TestAuthority(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pair("authority", "-ext", "bc:c");
        keytool("authority", "-exportcert", "-rfc", "-file", certificate().toString());
    }

    /** PEM file of its own certificate, which whoever trusts it is given. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /** @param name the server's, {@code dns:localhost} or {@code ip:127.0.0.1} */
    public Pair issue(String name) {
        try {
            String alias = name.replaceAll("\\W", "-");
            Path request = folder.resolve(alias + ".csr");
            Path certificate = folder.resolve(alias + ".pem");
            pair(alias);
            keytool(alias, "-certreq", "-file", request.toString());
            keytool(
                    "authority",
                    "-gencert",
                    "-rfc",
                    "-ext",
                    "san=" + name,
                    "-infile",
                    request.toString(),
                    "-outfile",
                    certificate.toString());
            Path key = folder.resolve(alias + ".key");
            byte[] pkcs8 = store(alias).getKey(alias, PASSWORD.toCharArray()).getEncoded();
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    key,
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8)
                            + "\n-----END PRIVATE KEY-----\n");
            return new Pair(certificate, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For callers that trust this authority and nobody else. */
    public SSLContext trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", read(certificate()));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static X509Certificate read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore store(String alias) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(alias + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void pair(String alias, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias));
        arguments.addAll(List.of(more));
        keytool(alias, arguments.toArray(String[]::new));
    }

    private void keytool(String alias, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias",
                alias,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                folder.resolve(alias + ".p12").toString()));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
