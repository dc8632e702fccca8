package health.confidant.server.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.confidant.audit.PayloadCipher;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A key for each owner, AES-256-GCM (NIST SP 800-38D), wrapped by a key that is not in the database. A node forgets a
 * destroyed key within a minute.
 */
final class OwnerKeys implements PayloadCipher {
    private static final int NONCE = 12;
    private static final int KEY = 32;
    private static final Duration REMEMBER = Duration.ofMinutes(1);

    private final JdbcTemplate sql;
    private final byte[] wrapping;
    private final SecureRandom random = new SecureRandom();
    private final Cache<Integer, byte[]> keys = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(REMEMBER)
            .build();

    /** @param sql outside any request's transaction: a key that was used must stay, whatever becomes of the request */
    OwnerKeys(JdbcTemplate sql, byte[] wrapping) {
        this.sql = sql;
        this.wrapping = wrapping.clone();
    }

    @Override
    public byte[] seal(int owner, byte[] plain, byte[] context) {
        byte[] key = keys.getIfPresent(owner);
        if (key == null) {
            key = read(owner).orElseGet(() -> make(owner));
            keys.put(owner, key);
        }
        return encrypt(key, plain, context);
    }

    @Override
    public Optional<byte[]> open(int owner, byte[] sealed, byte[] context) {
        byte[] key = keys.getIfPresent(owner);
        if (key == null) {
            Optional<byte[]> read = read(owner);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            key = read.get();
            keys.put(owner, key);
        }
        return Optional.of(decrypt(key, sealed, context));
    }

    /** What the journal says about this person is gone, for good; that it says something stays proven. */
    void destroy(int owner) {
        sql.update("delete from confidant.journal_key where owner = ?", owner);
        keys.invalidate(owner);
    }

    private Optional<byte[]> read(int owner) {
        List<byte[]> wrapped =
                sql.queryForList("select wrapped from confidant.journal_key where owner = ?", byte[].class, owner);
        return wrapped.stream().findFirst().map(bytes -> decrypt(wrapping, bytes, context(owner)));
    }

    private byte[] make(int owner) {
        byte[] fresh = new byte[KEY];
        random.nextBytes(fresh);
        sql.update(
                "insert into confidant.journal_key (owner, wrapped) values (?, ?) on conflict do nothing",
                owner,
                encrypt(wrapping, fresh, context(owner)));
        return read(owner).orElseThrow(() -> new IllegalStateException("The owner's key is not there."));
    }

    private static byte[] context(int owner) {
        return JournalKeys.bytes("journal key of " + owner);
    }

    private byte[] encrypt(byte[] key, byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, plain, context);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    private static byte[] decrypt(byte[] key, byte[] sealed, byte[] context) {
        if (sealed.length < NONCE) {
            throw new IllegalStateException("No ciphertext.");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return run(Cipher.DECRYPT_MODE, key, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length), context);
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] input, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("The ciphertext is not what was sealed here.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }
}
