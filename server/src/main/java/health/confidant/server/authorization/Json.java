package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/** Where to go next, told to the page's script instead of the browser. */
final class Json {
    private Json() {}

    static ServerResponse next(Function<HttpServletResponse, String> step) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).build((request, response) -> {
            write(response, step.apply(response));
            return null;
        });
    }

    /** A path of ours, or a saved request's URL; a quotation mark cannot be in either. */
    private static void write(HttpServletResponse response, String next) throws IOException {
        response.getWriter().write("{\"next\":\"" + next.replace("\"", "") + "\"}");
    }
}
