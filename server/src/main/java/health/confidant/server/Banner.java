package health.confidant.server;

import health.confidant.ig.World;
import health.confidant.server.demo.Cast;
import health.confidant.server.demo.Logins;
import java.io.PrintStream;

/** What the run command says when the server is ready: where, who, and three things to try. */
final class Banner {
    private Banner() {}

    static void print(PrintStream out, ServerProperties server, Logins logins) {
        out.println();
        out.println("Confidant is ready: " + server.fhirBase());
        out.println();
        for (Cast.Member member : Cast.of(World.read()).members()) {
            String secret = member.system()
                    ? "(signs with its own key)"
                    : logins.secret(member.login()).orElse("(set elsewhere)");
            out.printf("  %-18s %-24s %-18s %s%n", member.login(), secret, member.client(), member.story());
        }
        out.println();
        out.println("Staff sign in with a second step: java -jar server/target/confidant.jar code LOGIN");
        String fhir = server.fhirBase();
        out.println();
        out.println("Three callers, the same question, three answers:");
        for (String login : new String[] {"kim", "daniel", "mo"}) {
            out.println("  curl -s -H \"Authorization: Bearer $(java -jar server/target/confidant.jar token " + login
                    + ")\" '" + fhir + "/Claim?_summary=count'");
        }
        out.println();
    }
}
