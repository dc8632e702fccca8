package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every check over plain http, and the table that an outsider reads.
 *
 * <p>Requirements 75, 76, 79, 80: the checks of discovery, launch, introspection and refresh among them.
 */
class ConformanceIT {
    @TestFactory
    Stream<DynamicTest> overHttp() {
        return new Conformance(TestServer.shared())
                .checks()
                .map(check -> DynamicTest.dynamicTest(check.suite() + ": " + check.title(), check.body()::run));
    }

    @Test
    void theTableNamesEveryCheckAndNoOther() throws IOException {
        String table = Files.readString(Path.of("docs", "conformance.md"));
        Conformance conformance = new Conformance(TestServer.shared());
        conformance.checks().forEach(check -> assertThat(table)
                .contains("| " + check.suite() + " | " + check.title() + " |"));
        assertThat(table.lines().filter(line -> line.matches("\\| (SMART|ONC|US Core).*")))
                .hasSameSizeAs(conformance.checks().toList());
    }
}
