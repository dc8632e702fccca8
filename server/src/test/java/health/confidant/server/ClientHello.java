package health.confidant.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * The first message of a TLS client, made by hand: the Java that runs the tests does not speak the versions that must be
 * refused, so that its own refusal would say nothing of the server (RFC 2246, RFC 4346, RFC 5246, section 7.4.1.2).
 */
final class ClientHello {
    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;

    /** Types of the record that answers. */
    static final int ALERT = 21;

    static final int HANDSHAKE = 22;
    /** RFC 5246, section 7.2: protocol_version. */
    static final int PROTOCOL_VERSION = 70;

    private static final int[] SUITES = {0xC009, 0xC00A, 0xC02B, 0xC02C};
    private static final byte[] EXTENSIONS = {
        0,
        10,
        0,
        4,
        0,
        2,
        0,
        23, // supported_groups: secp256r1
        0,
        11,
        0,
        2,
        1,
        0, // ec_point_formats: uncompressed
        0,
        13,
        0,
        6,
        0,
        4,
        4,
        3,
        2,
        3 // signature_algorithms: ECDSA with SHA-256 and SHA-1
    };

    /** @param alert its description where the record is an alert */
    record Reply(int type, int alert) {}

    private ClientHello() {}

    /** What a server says to a client whose newest version is this one. */
    static Reply send(String host, int port, int version) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(record(version));
            InputStream in = socket.getInputStream();
            byte[] head = in.readNBytes(5);
            if (head.length < 5) {
                throw new IOException("The server closed the connection without a word.");
            }
            byte[] body = in.readNBytes(2);
            return new Reply(head[0], head[0] == ALERT ? body[1] : -1);
        }
    }

    private static byte[] record(int version) {
        int body = 2 + 32 + 1 + 2 + 2 * SUITES.length + 2 + 2 + EXTENSIONS.length;
        ByteBuffer hello = ByteBuffer.allocate(5 + 4 + body);
        hello.put((byte) HANDSHAKE).putShort((short) TLS_1_0).putShort((short) (4 + body));
        hello.put((byte) 1).put((byte) 0).putShort((short) body);
        hello.putShort((short) version).put(new byte[32]).put((byte) 0);
        hello.putShort((short) (2 * SUITES.length));
        for (int suite : SUITES) {
            hello.putShort((short) suite);
        }
        hello.put((byte) 1).put((byte) 0);
        return hello.putShort((short) EXTENSIONS.length).put(EXTENSIONS).array();
    }
}
