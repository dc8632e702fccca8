package health.confidant.server.authentication;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Time-based one-time passwords (RFC 6238): six digits, 30 seconds, SHA-1, which every authenticator app understands.
 *
 * <p>A code is accepted one step early or late, and once: its step must be later than the last accepted one, which one
 * statement checks and remembers, so that of parallel attempts with one code a single one succeeds.
 */
public final class OneTimePasswords {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcTemplate database;
    private final SecretBox box;
    private final Clock clock;

    public OneTimePasswords(JdbcTemplate database, SecretBox box, Clock clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    public boolean enrolled(String login) {
        return !database.queryForList("select 1 from confidant.totp where login = ? and confirmed", login)
                .isEmpty();
    }

    /** A secret for the login's authenticator app, in base32; in force when a first code confirmed it. */
    public String offer(String login) {
        byte[] secret = new byte[20];
        RANDOM.nextBytes(secret);
        store(login, secret, false);
        return new Base32().encodeToString(secret);
    }

    /** The secret that was offered and waits for its first code. */
    public Optional<String> offered(String login) {
        return secret(login, false).map(secret -> new Base32().encodeToString(secret));
    }

    /** For the demo's cast and for tests: a secret that is in force at once. */
    public void enrol(String login, String base32) {
        store(login, new Base32().decode(base32), true);
    }

    /** True if the code belongs to the offered secret, which is then in force. */
    public boolean confirm(String login, String code) {
        return accept(login, code, false)
                && database.update("update confidant.totp set confirmed = true where login = ?", login) == 1;
    }

    /** True once for each code. */
    public boolean accept(String login, String code) {
        return accept(login, code, true);
    }

    public void remove(String login) {
        database.update("delete from confidant.totp where login = ?", login);
    }

    /** What an authenticator app reads from a QR code. */
    public static String uri(String login, String base32) {
        String name =
                URLEncoder.encode("Confidant:" + login, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + name + "?secret=" + base32 + "&issuer=Confidant";
    }

    /** The code of a secret at an instant, as an authenticator app shows it. */
    public static String code(String base32, Instant at) {
        return code(new Base32().decode(base32), at);
    }

    private boolean accept(String login, String code, boolean confirmed) {
        if (code == null || !code.matches("\\d{6}")) {
            return false;
        }
        Optional<byte[]> secret = secret(login, confirmed);
        Instant now = clock.instant();
        for (Instant at : List.of(now.minus(STEP), now, now.plus(STEP))) {
            if (secret.isPresent() && same(code, code(secret.get(), at))) {
                long step = at.getEpochSecond() / STEP.toSeconds();
                return database.update(
                                "update confidant.totp set last_step = ? where login = ? and last_step < ?",
                                step,
                                login,
                                step)
                        == 1;
            }
        }
        return false;
    }

    private Optional<byte[]> secret(String login, boolean confirmed) {
        return database
                .queryForList(
                        "select secret from confidant.totp where login = ? and confirmed = ?",
                        byte[].class,
                        login,
                        confirmed)
                .stream()
                .findFirst()
                .map(box::open);
    }

    private void store(String login, byte[] secret, boolean confirmed) {
        database.update(
                "insert into confidant.totp (login, secret, confirmed) values (?, ?, ?) on conflict (login) do update"
                        + " set secret = excluded.secret, confirmed = excluded.confirmed, last_step = 0",
                login,
                box.seal(secret),
                confirmed);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }

    private static String code(byte[] secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP)
                    .generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), at, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Any bytes are a key of HMAC", e);
        }
    }
}
