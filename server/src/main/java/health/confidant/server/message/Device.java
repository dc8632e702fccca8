package health.confidant.server.message;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of {@code confidant.device}: public keys, and whose they are.
 *
 * @param person {@code Patient/[id]} or {@code Practitioner/[id]}
 * @param name what the person calls it; told to nobody else
 * @param encryption messages are encrypted to it
 * @param signature what the device writes is verified with it; empty for a recovery key
 * @param wrapped of a recovery key, the private one under the person's code; told to nobody else
 * @param revoked empty while it is in force
 */
record Device(
        UUID id,
        String person,
        Kind kind,
        String name,
        PublicKey encryption,
        Optional<PublicKey> signature,
        Optional<String> wrapped,
        Instant created,
        Optional<Instant> revoked) {
    enum Kind {
        DEVICE,
        RECOVERY
    }

    boolean inForce() {
        return revoked.isEmpty();
    }

    String safetyNumber() {
        return SafetyNumber.of(
                encryption.thumbprint(), signature.map(PublicKey::thumbprint).orElse(""));
    }
}
