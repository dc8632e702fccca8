package health.confidant.server.tls;

import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.function.Function;
import org.springframework.boot.ssl.pem.PemContent;

/** A certificate and its key in PEM files, looked at before the first caller is turned away because of them. */
final class PemPair {
    private static final byte[] SAMPLE = {1, 2, 3};

    private PemPair() {}

    /** @throws StartRefused when a file is missing or none of its kind, or they do not belong together */
    static void check(Path certificate, Path key) {
        PublicKey shown =
                read(certificate, content -> content.getCertificates().get(0).getPublicKey());
        PrivateKey held = read(key, PemContent::getPrivateKey);
        if (!matches(shown, held)) {
            throw new StartRefused("The key in " + key + " is not that of the first certificate in " + certificate
                    + ". The server's own certificate comes first, then its authorities.");
        }
    }

    private static <T> T read(Path file, Function<PemContent, T> part) {
        if (!Files.isReadable(file)) {
            throw new StartRefused("The TLS file " + file + " cannot be read.");
        }
        try {
            T found = part.apply(PemContent.load(file));
            if (found != null) {
                return found;
            }
        } catch (IOException | RuntimeException e) {
            // Whatever the parser says may quote the file.
        }
        throw new StartRefused(
                "The TLS file " + file
                        + " holds nothing that can be used: a certificate in PEM, or an unencrypted private key in PEM (PKCS#8).");
    }

    private static boolean matches(PublicKey shown, PrivateKey held) {
        try {
            String algorithm =
                    switch (held.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> held.getAlgorithm();
                    };
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(held);
            signing.update(SAMPLE);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(shown);
            checking.update(SAMPLE);
            return checking.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
