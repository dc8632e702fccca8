package ca.uhn.fhir.jpa.model.util;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.util.UrlUtil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for HAPI's class of this name, which hashes with murmur3 and a public seed: whoever reads the table can try
 * every code there is. This one is HMAC-SHA-256, cut to 64 bits, under a key that no database holds (ADR 0062). The
 * classes of the server come before its libraries, in the jar and in a test; a start without a key fails.
 */
public final class SearchParamHash {
    private static final AtomicReference<SecretKeySpec> KEY = new AtomicReference<>();
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(SearchParamHash::mac);
    private static final byte DELIMITER = '|';

    private SearchParamHash() {}

    /**
     * Sets the key, once in the life of a process: hashes of another key would find nothing.
     *
     * @throws IllegalStateException when another key is set
     */
    public static void install(byte[] secret) {
        SecretKeySpec key = new SecretKeySpec(secret, "HmacSHA256");
        SecretKeySpec before = KEY.compareAndExchange(null, key);
        if (before != null && !MessageDigest.isEqual(before.getEncoded(), secret)) {
            throw new IllegalStateException("This process has another key of search hashes already.");
        }
    }

    /** Hashes what a search parameter says, as HAPI's does; the settings of partitions play no part here. */
    public static long hashSearchParam(PartitionSettings settings, RequestPartitionId partition, String... values) {
        return hashSearchParam(values);
    }

    public static long hashSearchParam(String... values) {
        Mac mac = MAC.get();
        for (String value : values) {
            if (value == null) {
                mac.update((byte) 0);
            } else {
                mac.update(UrlUtil.escapeUrlParam(value).getBytes(StandardCharsets.UTF_8));
            }
            mac.update(DELIMITER);
        }
        return ByteBuffer.wrap(mac.doFinal()).getLong();
    }

    private static Mac mac() {
        SecretKeySpec key = KEY.get();
        if (key == null) {
            throw new IllegalStateException("No key of search hashes is installed.");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
