package health.confidant.audit;

import java.util.Optional;

/**
 * Keeps what a record says about a person under that person's key. Destroying the key destroys what the records say;
 * the journal commits to the ciphertext and still verifies.
 */
public interface PayloadCipher {
    /**
     * Confidential and authentic under the owner's key.
     *
     * @param owner key of the owner in {@code confidant.owner}, or 0 for what is about nobody
     * @param context what the bytes belong to; they open in no other context
     */
    byte[] seal(int owner, byte[] plain, byte[] context);

    /**
     * Empty when the owner's key was destroyed.
     *
     * @throws IllegalStateException when the bytes are not what was sealed in this context
     */
    Optional<byte[]> open(int owner, byte[] sealed, byte[] context);

    /** Whether the owner's key was destroyed: nothing can be sealed for them any more. */
    boolean destroyed(int owner);
}
