package health.confidant.server.noninterference;

import health.confidant.server.TestServer;
import health.confidant.server.duty.DeadlineWatch;

/** The server of the tests that change facts or remove rows: the shared one keeps its cast as the guide describes it. */
public final class Ground {
    private static TestServer server;

    private Ground() {}

    public static synchronized TestServer server() {
        if (server == null) {
            server = TestServer.start();
            // Told in the midst of a comparison, what is due in the demo world would be a difference.
            server.bean(DeadlineWatch.class).announce();
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        }
        return server;
    }
}
