package health.confidant.server.authorization;

import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The notice of 42 CFR 2.22, for everybody to read (2.22(c)(3)(i)), and for a patient who is signed in to acknowledge. The
 * sign-in page shows what it is about at the first request for service (2.22(c)(3)(iii)), the account page asks until it
 * is acknowledged, and no session starts before.
 *
 * <p>Requirement 61.
 */
final class NoticePages {
    static final String PATH = "/notice";

    private final Pages pages;
    private final Accounts accounts;
    private final NoticeBoard board;
    private final NoticeProperties words;

    NoticePages(Pages pages, Accounts accounts, NoticeBoard board, NoticeProperties words) {
        this.pages = pages;
        this.accounts = accounts;
        this.board = board;
        this.words = words;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH, this::show)
                .POST(PATH, this::acknowledge)
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        boolean open = patient().filter(patient -> !board.acknowledged(patient)).isPresent();
        return pages.page(
                "notice",
                Map.of(
                        "version",
                        board.version(),
                        "open",
                        open,
                        "program",
                        words.program(),
                        "contact",
                        words.contact()));
    }

    /** Of somebody who is no patient there is nothing to write down. */
    private ServerResponse acknowledge(ServerRequest request) {
        Optional<String> patient = patient();
        patient.ifPresent(
                reader -> board.acknowledge(reader, request.servletRequest().getRemoteAddr()));
        return Pages.to(patient.isPresent() ? "/account?done" : "/login");
    }

    private Optional<String> patient() {
        return pages.person().flatMap(person -> accounts.find(person.login())).flatMap(Account::patient);
    }
}
