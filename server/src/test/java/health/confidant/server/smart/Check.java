package health.confidant.server.smart;

import java.util.List;

/**
 * One check of a public suite.
 *
 * @param suite the kit, such as {@link #SMART}
 * @param title as the kit has it
 */
record Check(String suite, String title, Body body) {
    static final String SMART = "SMART App Launch 2.2";
    static final String G10 = "ONC (g)(10)";
    static final String CORE = "US Core 6.1";

    interface Body {
        void run() throws Exception;
    }

    static void add(List<Check> checks, String suite, String title, Body body) {
        checks.add(new Check(suite, title, body));
    }
}
