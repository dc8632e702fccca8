package health.confidant.server.keys;

import java.io.ByteArrayOutputStream;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Raw DEFLATE (RFC 1951) of texts. A few of zlib's states are kept: each is 40 to 260 kB that would be asked for and
 * cleared for every small text.
 */
final class Deflate {
    private static final int KEPT = 16;
    private static final int BUFFER = 8192;
    private static final int LARGEST = 256 << 20;
    private static final Queue<Deflater> DEFLATERS = new ArrayBlockingQueue<>(KEPT);
    private static final Queue<Inflater> INFLATERS = new ArrayBlockingQueue<>(KEPT);

    private Deflate() {}

    static byte[] deflate(byte[] plain) {
        Deflater kept = DEFLATERS.poll();
        Deflater deflater = kept == null ? new Deflater(Deflater.BEST_SPEED, true) : kept;
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3 + 64);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.reset();
            if (!DEFLATERS.offer(deflater)) {
                deflater.end();
            }
        }
    }

    /** @throws DataFormatException when it is no DEFLATE, is cut off, or becomes too much */
    static byte[] inflate(byte[] deflated) throws DataFormatException {
        Inflater kept = INFLATERS.poll();
        Inflater inflater = kept == null ? new Inflater(true) : kept;
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream(deflated.length * 4);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                boolean starved = read == 0 && !inflater.finished();
                if (starved || out.size() > LARGEST) {
                    throw new DataFormatException();
                }
                out.write(buffer, 0, read);
            }
            return out.toByteArray();
        } finally {
            inflater.reset();
            if (!INFLATERS.offer(inflater)) {
                inflater.end();
            }
        }
    }
}
