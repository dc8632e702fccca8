package health.confidant.server.keys;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals streams of any length in segments of 64 KiB, so that memory stays constant and each byte that is handed out is
 * authentic (Hoang, Reyhanitabar, Rogaway and Vizár 2015, "STREAM"; as in Tink's AES-GCM-HKDF streaming).
 *
 * <p>Layout: the line {@code t1.117-record-1}, a salt of 32 bytes, a nonce prefix of 7, then segments of ciphertext and
 * tag. Each stream has a key of its own, derived from the owner's key, the salt and the place. A segment's nonce is the
 * prefix, its number and whether it is the last: segments cannot be left out, repeated, reordered or cut off.
 */
public final class StreamSeal {
    static final int SEGMENT = 64 * 1024;
    private static final int TAG = 16;
    private static final int SALT = 32;
    private static final int PREFIX = 7;
    private static final String FORMAT = "t1.";

    private final DataKeys keys;

    public StreamSeal(DataKeys keys) {
        this.keys = keys;
    }

    /**
     * @param place what the stream belongs to; the same is asked for on opening
     * @return takes the plain bytes; the sealed stream is whole only once this is closed
     */
    public OutputStream seal(int owner, KeyClass kind, String place, OutputStream out) throws IOException {
        DataKey key = keys.writing(owner, kind);
        byte[] salt = Gcm.random(SALT);
        byte[] prefix = Gcm.random(PREFIX);
        out.write((FORMAT + key.ref() + "\n").getBytes(StandardCharsets.US_ASCII));
        out.write(salt);
        out.write(prefix);
        return new Sealing(out, new Segments(streamKey(key, salt, place), prefix, Cipher.ENCRYPT_MODE));
    }

    /**
     * @return the plain bytes; reading fails with {@link KeyException.Broken} at the first segment that was changed
     * @throws KeyException.Destroyed when the owner was shredded
     */
    public InputStream open(int owner, KeyClass kind, String place, InputStream in) throws IOException {
        KeyRef ref = KeyRef.parse(line(in))
                .filter(key -> key.owner() == owner && key.kind() == kind)
                .orElseThrow(() -> new KeyException.Broken("The stream was not sealed for this owner."));
        DataKey key = keys.reading(ref);
        byte[] salt = exactly(in, SALT);
        byte[] prefix = exactly(in, PREFIX);
        return new Opening(in, new Segments(streamKey(key, salt, place), prefix, Cipher.DECRYPT_MODE));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() > 64) {
                throw new KeyException.Broken("This is no sealed stream.");
            }
            line.append((char) b);
        }
        return line.toString().startsWith(FORMAT) ? line.substring(FORMAT.length()) : "";
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new KeyException.Broken("The sealed stream is cut off.");
        }
        return bytes;
    }

    private static SecretKeySpec streamKey(DataKey key, byte[] salt, String place) {
        byte[] where = (key.ref() + "|" + place).getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(Hmac.of(key.derive("stream", Hmac.NAME), salt, where), "AES");
    }

    /** The cipher of one segment after the other. */
    private static final class Segments {
        private final SecretKeySpec key;
        private final byte[] prefix;
        private final int mode;
        private int number;

        private Segments(SecretKeySpec key, byte[] prefix, int mode) {
            this.key = key;
            this.prefix = prefix;
            this.mode = mode;
        }

        private byte[] next(byte[] text, int length, boolean last) throws GeneralSecurityException {
            byte[] nonce = ByteBuffer.allocate(Gcm.NONCE)
                    .put(prefix)
                    .putInt(number++)
                    .put((byte) (last ? 1 : 0))
                    .array();
            if (number < 0) {
                throw new IllegalStateException("The stream is too long.");
            }
            if (mode == Cipher.DECRYPT_MODE && length < TAG) {
                throw new GeneralSecurityException("cut off");
            }
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
            return cipher.doFinal(text, 0, length);
        }
    }

    private static final class Sealing extends FilterOutputStream {
        private final Segments segments;
        private final byte[] buffer = new byte[SEGMENT];
        private int filled;
        private boolean closed;

        private Sealing(OutputStream out, Segments segments) {
            super(out);
            this.segments = segments;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            while (from < offset + length) {
                if (filled == SEGMENT) {
                    emit(false); // Only now is it known that it is not the last one.
                }
                int part = Math.min(SEGMENT - filled, offset + length - from);
                System.arraycopy(bytes, from, buffer, filled, part);
                filled += part;
                from += part;
            }
        }

        private void emit(boolean last) throws IOException {
            try {
                out.write(segments.next(buffer, filled, last));
                filled = 0;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                emit(true);
                Arrays.fill(buffer, (byte) 0);
                super.close();
            }
        }
    }

    private static final class Opening extends FilterInputStream {
        private final Segments segments;
        private final byte[] sealed = new byte[SEGMENT + TAG];
        private byte[] plain = new byte[0];
        private int at;
        private int ahead = -2;

        private Opening(InputStream in, Segments segments) {
            super(in);
            this.segments = segments;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == plain.length && (ahead == -1 || !fill())) {
                return -1;
            }
            int part = Math.min(length, plain.length - at);
            System.arraycopy(plain, at, bytes, offset, part);
            at += part;
            return part;
        }

        /** @return whether there are bytes to hand out */
        private boolean fill() throws IOException {
            int length = 0;
            if (ahead >= 0) {
                sealed[length++] = (byte) ahead;
            }
            length += in.readNBytes(sealed, length, sealed.length - length);
            ahead = in.read();
            boolean last = ahead < 0;
            ahead = last ? -1 : ahead;
            try {
                plain = segments.next(sealed, length, last);
                at = 0;
            } catch (GeneralSecurityException e) {
                throw new KeyException.Broken("The sealed stream was changed or cut off.");
            }
            return plain.length > 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public long skip(long count) throws IOException {
            long left = count;
            byte[] waste = new byte[(int) Math.min(SEGMENT, Math.max(1, count))];
            while (left > 0) {
                int read = read(waste, 0, (int) Math.min(waste.length, left));
                if (read < 0) {
                    break;
                }
                left -= read;
            }
            return count - left;
        }

        @Override
        public int available() {
            return plain.length - at;
        }
    }
}
