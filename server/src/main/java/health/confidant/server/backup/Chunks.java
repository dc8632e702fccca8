package health.confidant.server.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One table among others in a stream: pieces with their lengths, and an empty one at the end. */
final class Chunks extends OutputStream {
    private final DataOutputStream out;

    Chunks(DataOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            out.writeInt(length);
            out.write(bytes, offset, length);
        }
    }

    void end() throws IOException {
        out.writeInt(0);
    }

    /** Reads the pieces of one table and stops behind its end. */
    static final class In extends InputStream {
        private final DataInputStream in;
        private int left;
        private boolean ended;

        In(DataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                left = in.readInt();
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int read = in.read(bytes, offset, Math.min(length, left));
            if (read < 0) {
                throw new java.io.EOFException();
            }
            left -= read;
            return read;
        }
    }
}
