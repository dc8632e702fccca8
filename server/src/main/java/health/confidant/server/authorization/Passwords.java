package health.confidant.server.authorization;

import health.confidant.server.authentication.BreachedPasswords;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes, one lane: OWASP's recommendation for a server.
 *
 * <p>Guarantees that an unknown login costs the same work as a known one, and that a flood of sign-ins can take no more
 * memory than a few hashes.
 */
final class Passwords {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;
    private static final int AT_ONCE = 4;
    private static final int WAIT_SECONDS = 5;

    private final BreachedPasswords breached;
    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore running = new Semaphore(AT_ONCE);
    /** Made beside the start, which need not wait for it. */
    private final CompletableFuture<String> nobody =
            CompletableFuture.supplyAsync(() -> argon2.encode("nobody's password"));

    Passwords(BreachedPasswords breached) {
        this.breached = breached;
    }

    /** Refuses a password that is too short to resist guessing, or among the first guesses (NIST SP 800-63B, section 3.1.1). */
    String hash(String password, String login) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new IllegalArgumentException("A password has " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (breached.contains(password, login)) {
            throw new IllegalArgumentException("The password is among those that attackers try first");
        }
        return argon2.encode(password);
    }

    /** True if the password belongs to the hash; without a hash it does the same work and is false. */
    boolean matches(String password, Optional<String> hash) {
        if (password.length() > LONGEST || !enter()) {
            return false;
        }
        try {
            boolean equal = argon2.matches(password, hash.orElseGet(nobody::join));
            return equal && hash.isPresent();
        } finally {
            running.release();
        }
    }

    private boolean enter() {
        try {
            return running.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
