package health.confidant.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Firefox on Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
                "Edge on Windows | Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
                "Chrome on Android | Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
                "Safari on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605 Version/17.6 Safari/604",
                "Chrome on iPad | Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605 CriOS/130.0 Safari/604.1",
                "Safari on macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18.0 Safari/605.1",
                "Chrome on Linux | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/130.0 Safari/537.36",
                "curl | curl/8.5.0",
                "A Java program | Java-http-client/17.0.12",
                "An unknown program | ''",
                "An unknown program | <script>"
            })
    void nameIsWhatAPersonWouldSay(String name, String agent) {
        assertThat(Program.name(agent)).isEqualTo(name);
    }
}
