package health.confidant.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs the checkpoints of one log. The private key is kept outside the database that it vouches for. */
public final class CheckpointSigner {
    private final PrivateKey key;
    private final CheckpointKey verifier;

    public CheckpointSigner(String origin, KeyPair pair) {
        this.key = pair.getPrivate();
        this.verifier = CheckpointKey.of(origin, pair.getPublic());
    }

    public CheckpointKey key() {
        return verifier;
    }

    public SignedCheckpoint sign(Checkpoint checkpoint) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(checkpoint.body().getBytes(StandardCharsets.UTF_8));
            return new SignedCheckpoint(checkpoint, verifier.name(), verifier.id(), signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The checkpoint cannot be signed", e);
        }
    }
}
