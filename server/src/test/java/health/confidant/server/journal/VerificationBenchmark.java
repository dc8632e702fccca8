package health.confidant.server.journal;

import health.confidant.access.CitedRule;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.Checkpoint;
import health.confidant.audit.CheckpointSigner;
import health.confidant.audit.Frontier;
import health.confidant.audit.LogEntry;
import health.confidant.audit.LogVerifier;
import health.confidant.audit.PayloadCipher;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the journal's cryptography costs a record, in processor time of one thread, which a busy machine does not change
 * much: making one (payload, commitments, encryption, MAC, tree) and verifying one. No database.
 */
final class VerificationBenchmark {
    private static final int RECORDS = 100_000;

    private VerificationBenchmark() {}

    public static void main(String[] arguments) throws GeneralSecurityException {
        CheckpointSigner signer = new CheckpointSigner(
                "bench/1", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        NodeLog log = new NodeLog(1, signer, new byte[32], null);
        Draft.Maker drafts = new Draft.Maker(new Aes(), new Draft.SearchHash(new byte[32]));
        for (int round = 0; round < 3; round++) {
            Frontier frontier = new Frontier();
            List<LogEntry> entries = new ArrayList<>();
            long bytes = 0;
            long begin = cpu();
            for (int i = 0; i < RECORDS; i++) {
                Row row = log.row(i, drafts.make(read(i), 117));
                frontier.add(row.leaf().hash());
                bytes += row.body().length
                        + row.mac().length
                        + 32
                        + 8L * row.leaf().entities().size();
                entries.add(new LogEntry.Stored(row.leaf().canonical(), row.mac(), row.body()));
            }
            double made = (cpu() - begin) / 1e9;
            Checkpoint checkpoint = new Checkpoint("bench/1", frontier.size(), frontier.root(), Instant.now());
            LogVerifier verifier = new LogVerifier(
                    signer.key(),
                    (leaf, mac) -> NodeLog.genuine(log.macKey(), leaf, mac),
                    false,
                    List.of(signer.sign(checkpoint)),
                    List.of());
            begin = cpu();
            entries.forEach(verifier::accept);
            boolean intact = verifier.finish().intact();
            double verified = (cpu() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "made: %.1f us a record; verified: %.1f us a record, %.1f million a minute, intact %s; variable"
                            + " columns: %d bytes a record%n",
                    made / RECORDS * 1e6,
                    verified / RECORDS * 1e6,
                    RECORDS / verified * 60 / 1e6,
                    intact,
                    bytes / RECORDS);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** A read by a clinician, as the server records it. */
    private static AuditRecord read(int n) {
        return AuditRecord.of(Action.READ, Outcome.SUCCESS, Instant.now())
                .id(new UUID(0, n))
                .request("hQ2b1d9fK3sLx0aZ")
                .agent("Practitioner/8f1c0000-0000-4000-8000-000000000001")
                .client("clinician-app")
                .purpose(Purpose.TREAT)
                .address("10.0.0.9")
                .patient(Optional.of("Patient/8f1c0000-0000-4000-8000-000000000002"))
                .owner(117)
                .entities(List.of("Condition/8f1c0000-0000-4000-8000-000000000003/_history/1"))
                .rules(List.of(new CitedRule(
                        PolicyId.CARE_TEAM,
                        new Rule.Permit(Set.of(), "A member of the patient's care team of this track reads it."))))
                .roles(List.of("INDIVIDUAL_COUNSELOR"))
                .track(Optional.of(Track.INDIVIDUAL))
                .build();
    }

    /** AES-256-GCM with one key for all. */
    private static final class Aes implements PayloadCipher {
        private long nonce;

        @Override
        public byte[] seal(int owner, byte[] plain, byte[] context) {
            try {
                byte[] iv = Arrays.copyOf(
                        Long.toString(1_000_000_000_000L + nonce++)
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        12);
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(128, iv));
                cipher.updateAAD(context);
                byte[] sealed = cipher.doFinal(plain);
                byte[] whole = Arrays.copyOf(iv, 12 + sealed.length);
                System.arraycopy(sealed, 0, whole, 12, sealed.length);
                return whole;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<byte[]> open(int owner, byte[] sealed, byte[] context) {
            return Optional.empty();
        }

        @Override
        public boolean destroyed(int owner) {
            return false;
        }
    }
}
