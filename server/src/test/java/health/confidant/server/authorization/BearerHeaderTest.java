package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Finds, and refuses, what Spring's resolver does. */
class BearerHeaderTest {
    private final BearerHeader ours = new BearerHeader();
    private final DefaultBearerTokenResolver springs = new DefaultBearerTokenResolver();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer a.b-c_d~e+f/g=",
                "bearer abc==",
                "BEARER abc",
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearer a b",
                "Bearer  a",
                "Bearer a=b",
                "Bearera",
                "Bearer\ta",
                "Bearer é",
                "Basic abc",
                "",
                " Bearer a"
            })
    void asSprings(String header) {
        assertThat(found(ours, header)).isEqualTo(found(springs, header));
    }

    @Test
    void asSpringsWhateverTheHeader() {
        Random random = new Random(3);
        String letters = "Bearer bEaR =.~x\t,\"";
        for (int i = 0; i < 5000; i++) {
            StringBuilder header = new StringBuilder(random.nextBoolean() ? "Bearer " : "");
            for (int n = random.nextInt(8); n > 0; n--) {
                header.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(found(ours, header.toString()))
                    .as(header.toString())
                    .isEqualTo(found(springs, header.toString()));
        }
    }

    @Test
    void withoutAHeaderThereIsNone() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("access_token", "abc");
        assertThat(ours.resolve(request)).isNull();
    }

    private static String found(BearerTokenResolver resolver, String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return attempt(() -> resolver.resolve(request));
    }

    private static String attempt(ThrowingSupplier<String> resolve) {
        try {
            return resolve.get();
        } catch (OAuth2AuthenticationException e) {
            return "refused: " + e.getError();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
