package health.confidant.server.smart;

import health.confidant.server.TestServer;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checks of the public suites (Inferno's SMART App Launch 2.2, US Core 6.1 and ONC (g)(10) kits), restated from the
 * specifications that they rest on; each has the title that it has there, so that one can be laid beside the other.
 */
final class Conformance {
    interface Group {
        List<Check> checks();
    }

    private final List<Group> groups;

    Conformance(TestServer server) {
        Probe probe = new Probe(server);
        groups = List.of(
                new DiscoveryChecks(probe),
                new LaunchChecks(probe),
                new OpenIdChecks(probe),
                new BackendChecks(probe),
                new CertificationChecks(probe),
                new CoreChecks(probe),
                new CoreProfileChecks(probe));
    }

    Stream<Check> checks() {
        return groups.stream().flatMap(group -> group.checks().stream());
    }
}
