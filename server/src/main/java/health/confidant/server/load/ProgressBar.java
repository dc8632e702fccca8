package health.confidant.server.load;

import java.io.PrintStream;

/** How far the load is: one line that is drawn over on a terminal, a line a file elsewhere. */
final class ProgressBar {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final int total;
    private final boolean terminal;

    ProgressBar(PrintStream out, int total, boolean terminal) {
        this.out = out;
        this.total = total;
        this.terminal = terminal;
    }

    void show(int done, int errors, String file) {
        int filled = total == 0 ? WIDTH : done * WIDTH / total;
        String bar = "[%s%s] %d/%d, %d errors  %.60s"
                .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), done, total, errors, file);
        if (terminal) {
            out.print("\r" + bar + "\u001b[K" + (done == total ? "\n" : ""));
            out.flush();
        } else {
            out.println(bar);
        }
    }
}
