package health.confidant.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.threat.Door;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves the socket: one answer with its length, no chunk a value. */
class WholeAnswerIT {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private final TestServer server = TestServer.shared();
    private final Door kim = Door.of(server, "kim");

    private byte[] answer(String path, String encoding) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.base().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /fhir/" + path
                                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                                    + kim.token() + "\r\nAccept-Encoding: " + encoding + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Condition/maya-alcohol, 200, identity",
        "Condition/maya-alcohol, 200, gzip",
        "Condition/nobody, 404, identity",
        "Condition?patient=Patient/maya, 200, identity",
        "Condition?patient=Patient/maya, 200, gzip",
        "metadata, 200, identity"
    })
    void leavesInOnePiece(String path, int status, String encoding) throws IOException {
        int type = path.indexOf("Condition/");
        int patient = path.indexOf("Patient/");
        String real = patient > 0
                ? path.substring(0, patient) + Door.id(path.substring(patient))
                : type == 0 ? Door.id(path) : path;
        byte[] bytes = answer(real, encoding);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n") + 4;
        assertThat(text).startsWith("HTTP/1.1 " + status).doesNotContainIgnoringCase("transfer-encoding");
        Matcher length = LENGTH.matcher(text.substring(0, head));
        assertThat(length.find()).as(text.substring(0, head)).isTrue();
        assertThat(Integer.parseInt(length.group(1)))
                .isEqualTo(bytes.length - head)
                .isPositive();
    }
}
