package health.confidant.server.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import health.confidant.server.authorization.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.codec.binary.Base32;

/** Passwords and keys of the cast, made at random at the first start; a file that only the server's user can read. */
public final class Logins {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final String CODES = "/codes";

    private final Path file;
    private final Map<String, String> secrets;

    private Logins(Path file, Map<String, String> secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    /** What an earlier start kept, or nothing yet. */
    public static Logins open(Path directory) {
        Path file = directory.resolve("demo-logins.json");
        try {
            Map<String, String> secrets = Files.exists(file)
                    ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {})
                    : new TreeMap<>();
            return new Logins(file, secrets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<String> secret(String login) {
        return Optional.ofNullable(secrets.get(login));
    }

    /** A password that a person can type: four groups of five letters and digits, 100 bits. */
    String password(String login) {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        secrets.put(login, password.toString());
        return password.toString();
    }

    /** The secret of a member's authenticator app in base32, if the member has one. */
    public Optional<String> codes(String login) {
        return secret(login + CODES);
    }

    /** A new one. */
    String newCodes(String login) {
        byte[] secret = new byte[20];
        new SecureRandom().nextBytes(secret);
        String base32 = new Base32().encodeToString(secret);
        secrets.put(login + CODES, base32);
        return base32;
    }

    /** What the member types to sign in. */
    public Optional<Credentials> credentials(String login) {
        return secret(login).map(password -> new Credentials(login, password, codes(login)));
    }

    /** A backend's signing key; its public half goes to the server. */
    ECKey key(String client) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_384).keyID(client).generate();
            secrets.put(client, key.toJSONString());
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void save() {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(
                    file.getParent(),
                    "logins",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), secrets);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
