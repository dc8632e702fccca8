package health.confidant.audit;

/**
 * A checkpoint with its signature: a signed note (C2SP signed-note), which any witness of transparency logs can keep.
 *
 * @param keyId first four bytes of the key's hash, so that a reader knows which key to try
 */
public record SignedCheckpoint(Checkpoint checkpoint, String name, byte[] keyId, byte[] signature) {
    private static final String DASH = "\u2014 ";

    public SignedCheckpoint {
        keyId = keyId.clone();
        signature = signature.clone();
    }

    /** The whole note; ends in a newline. */
    public String text() {
        byte[] both = new byte[keyId.length + signature.length];
        System.arraycopy(keyId, 0, both, 0, keyId.length);
        System.arraycopy(signature, 0, both, keyId.length, signature.length);
        return checkpoint.body() + "\n" + DASH + name + " " + Base64Text.encode(both) + "\n";
    }

    /** @throws IllegalArgumentException when it is no signed checkpoint */
    public static SignedCheckpoint parse(String text) {
        int end = text.indexOf("\n\n" + DASH);
        String line = end < 0 ? "" : text.substring(end + 2 + DASH.length());
        String[] parts = line.strip().split(" ");
        if (end < 0 || parts.length != 2 || !line.endsWith("\n")) {
            throw new IllegalArgumentException("No signed checkpoint.");
        }
        byte[] both = Base64Text.decode(parts[1]);
        if (both.length != CheckpointKey.ID + CheckpointKey.SIGNATURE) {
            throw new IllegalArgumentException("The signature is none of Ed25519.");
        }
        byte[] keyId = java.util.Arrays.copyOf(both, CheckpointKey.ID);
        byte[] signature = java.util.Arrays.copyOfRange(both, CheckpointKey.ID, both.length);
        SignedCheckpoint signed =
                new SignedCheckpoint(Checkpoint.parse(text.substring(0, end + 1)), parts[0], keyId, signature);
        if (!signed.text().equals(text)) {
            throw new IllegalArgumentException("The signed checkpoint is not in its one form.");
        }
        return signed;
    }
}
