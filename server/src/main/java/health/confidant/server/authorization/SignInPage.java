package health.confidant.server.authorization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/** The sign-in form. It shows nothing that came with the request, and says why it refuses in one way only. */
final class SignInPage {
    private static final String REFUSED =
            "<p role=\"alert\">That did not work. The login or the password is not right, or"
                    + " there were too many tries. Wait a few minutes and try again.</p>";

    private final String form = read("sign-in.html");
    private final String done = read("signed-in.html");

    ServerResponse show(ServerRequest request) {
        String page = signedIn(request) ? done : form;
        return ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page.replace("{{csrf}}", HtmlUtils.htmlEscape(csrf(request)))
                        .replace("{{message}}", request.param("error").isPresent() ? REFUSED : ""));
    }

    private static boolean signedIn(ServerRequest request) {
        return request.principal()
                .filter(principal -> principal instanceof Authentication known && known.isAuthenticated())
                .isPresent();
    }

    private static String csrf(ServerRequest request) {
        return request.attribute(CsrfToken.class.getName())
                .map(token -> ((CsrfToken) token).getToken())
                .orElseThrow(() -> new IllegalStateException("The sign-in page needs CSRF protection"));
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("templates/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
