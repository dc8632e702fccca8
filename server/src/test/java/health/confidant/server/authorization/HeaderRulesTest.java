package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class HeaderRulesTest {
    private final StrictHttpFirewall springs = new StrictHttpFirewall();
    private final StrictHttpFirewall ours = HeaderRules.firewall();

    @Test
    void everyCharacterIsAllowedInAValueWhereSpringAllowsIt() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
            String value = "a" + Character.toString(c) + "b";
            assertThat(value(ours, value)).as("U+%04X", c).isEqualTo(value(springs, value));
        }
        assertThat(value(ours, "a\r\nSet-Cookie: b")).isFalse();
    }

    @Test
    void everyCharacterIsAllowedInANameWhereSpringAllowsIt() {
        for (int c = 0; c < 0x3000; c++) {
            String name = "a" + Character.toString(c);
            assertThat(name(ours, name)).as("U+%04X", c).isEqualTo(name(springs, name));
        }
    }

    private static boolean value(StrictHttpFirewall firewall, String value) {
        MockHttpServletRequest request = request();
        request.addHeader("Accept", value);
        return allowed(() -> firewall.getFirewalledRequest(request).getHeader("Accept"));
    }

    private static boolean name(StrictHttpFirewall firewall, String name) {
        HttpServletRequest request = firewall.getFirewalledRequest(request());
        return allowed(() -> request.getHeader(name));
    }

    private static MockHttpServletRequest request() {
        return new MockHttpServletRequest("GET", "/fhir/Patient");
    }

    private static boolean allowed(Runnable read) {
        try {
            read.run();
            return true;
        } catch (RequestRejectedException e) {
            return false;
        }
    }
}
