package health.confidant.server.journal;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.Hash;
import health.confidant.audit.Leaf;
import health.confidant.audit.Payload;
import health.confidant.audit.PayloadCipher;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A record that is ready for its number: encrypted, committed to, and with what it is found by. */
record Draft(AuditRecord record, long agent, List<Long> entities, Hash commitment, byte[] body) {
    /** Makes drafts on the threads of requests, so that the writer has little to do. */
    static final class Maker {
        private final PayloadCipher cipher;
        private final SearchHash hash;
        private final RandomGenerator random = new java.security.SecureRandom();

        Maker(PayloadCipher cipher, SearchHash hash) {
            this.cipher = cipher;
            this.hash = hash;
        }

        /** @param owner of the patient, or 0 */
        Draft make(AuditRecord record, int owner) {
            Instant at = record.at().truncatedTo(ChronoUnit.MICROS);
            return make(renamed(record, timed(at), at, owner));
        }

        /** A record that has its id and its time already. */
        Draft make(AuditRecord record) {
            byte[] salt = new byte[Payload.SALT];
            random.nextBytes(salt);
            Payload payload = Payload.of(record);
            byte[] body = cipher.seal(
                    record.owner(), Payload.salted(salt, payload.bytes()), Leaf.context(record.id(), record.owner()));
            return new Draft(
                    record,
                    hash.of(record.agent()),
                    record.entities().stream().map(hash::ofEntity).distinct().toList(),
                    payload.commitment(salt),
                    body);
        }

        /** A UUID that begins with its time (RFC 9562, version 7), so that it is found in its month. */
        private UUID timed(Instant at) {
            long upper = at.toEpochMilli() << 16 | 0x7000L | random.nextLong() & 0x0FFFL;
            long lower = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
            return new UUID(upper, lower);
        }

        static AuditRecord renamed(AuditRecord record, UUID id, Instant at, int owner) {
            return record.but().id(id).at(at).owner(owner).build();
        }
    }

    /** Names as numbers that tell nothing without the key (HMAC-SHA-256, 64 bits of it). */
    static final class SearchHash {
        private final byte[] key;

        SearchHash(byte[] key) {
            this.key = key.clone();
        }

        long of(String name) {
            return ByteBuffer.wrap(JournalKeys.hmac(key, JournalKeys.bytes(name)))
                    .getLong();
        }

        /** Of any version of the resource. */
        long ofEntity(String reference) {
            int version = reference.indexOf("/_history/");
            return of(version < 0 ? reference : reference.substring(0, version));
        }
    }

    Leaf leaf(long sequence) {
        return new Leaf(
                sequence,
                record.at(),
                record.id(),
                record.owner(),
                record.action(),
                record.outcome(),
                record.purpose(),
                record.track(),
                agent,
                entities,
                commitment,
                Leaf.digest(body));
    }
}
