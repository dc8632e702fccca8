package health.confidant.ig.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    @Test
    void linesWhenNamedByNumberThenRangesAreWrittenOut() {
        assertThat(Citations.lines("Requirements 1-3, 31; 42 CFR 2.11")).containsExactly(1, 2, 3, 31);
        assertThat(Citations.lines("requirement lines 36, 70 and 72)")).containsExactly(36, 70, 72);
        assertThat(Citations.lines("an accepted restriction binds (requirement line 66)"))
                .containsExactly(66);
        assertThat(Citations.lines("billing gets no clinical notes (line 70)")).containsExactly(70);
    }

    @Test
    void linesWhenAnotherNumberStandsThereThenNone() {
        assertThat(Citations.lines("the requirement 2.31(b), online 12, two lines 4"))
                .isEmpty();
    }

    @Test
    void tagsWhenAReasonBeginsWithThemThenTheirLinesAndNoOtherNumbers() {
        assertThat(Citations.tags("A2, A4: a counseling note carries its own code"))
                .containsExactly(2, 4);
        assertThat(Citations.tags("C29, 2.61: a subpoena alone releases nothing"))
                .containsExactly(29);
        assertThat(Citations.tags("D36")).containsExactly(36);
        assertThat(Citations.tags("F10.20 is a code, and so is C25; E43: too late"))
                .isEmpty();
    }

    /** Code that names a line, any test but a scenario, and a scenario of another paragraph prove nothing of it. */
    @Test
    void missingWhenNoScenarioOfItsOwnProvesALineThenThatLine(@TempDir Path project) throws IOException {
        write(
                project,
                "ig/input/requirements.md",
                "1. One.\n2. Two.\n3. Three.\n4. Four.\n5. Five. (§2.32(a))\n6. Six. (§2.32(b))\n7. Seven. (BALP)\n");
        write(project, "ig/input/not-met.table", "4 | Not here.\n");
        write(project, "server/src/main/java/Code.java", "/** Requirements 1-4. */ class Code {}");
        write(
                project,
                "server/src/test/java/CodeTest.java",
                "class CodeTest { /** Requirement 2. */ @Test void it() {} }");
        write(
                project,
                "server/src/test/resources/scenarios/scenarios.table",
                "# Under a heading (requirement line 1)\nGiven | kim | Patient/a | sees | A3: because\n"
                        + "Given | kim | Patient/a | sees | E5, 42 CFR 2.31: another paragraph\n");
        write(
                project,
                "server/src/test/resources/scenarios/requests.table",
                "Given | kim | GET Patient/a | 200 | ...\nGiven | kim | GET Patient/b | 404 | E6, 42 CFR 2.32(b): because\n"
                        + "Given | kim | GET Patient/a | 200 | G7, SMART: another standard\n");

        assertThat(new Trace(project.resolve("ig"), Map.of()).missing()).containsExactly("1", "2", "5", "7");
    }

    private static void write(Path project, String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Every line is proved by a scenario of its own, named by its paragraph, or the table says why it is not met. */
    @Test
    void missingWhenRealSourcesThenNone() {
        assertThat(new Trace(Path.of("..").toAbsolutePath().normalize(), Map.of()).missing())
                .isEmpty();
    }
}
