package health.confidant.ig.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledTest {
    @TempDir
    Path guide;

    private final List<String> said = new ArrayList<>();
    private int compiled;
    private boolean node = true;

    @BeforeEach
    void source() throws IOException {
        Files.createDirectories(guide.resolve("input/fsh"));
        Files.writeString(guide.resolve("input/fsh/couple.fsh"), "Profile: Couple\n");
    }

    @Test
    void sourcesThatDidNotChangeAreNotCompiledAgain() {
        build();
        build();
        assertThat(compiled).isEqualTo(1);
        assertThat(said).last().asString().contains("fit its sources");
    }

    @Test
    void withoutNodeTheCommittedResourcesServeAsLongAsTheyFit() {
        build();
        node = false;
        build();
        assertThat(compiled).isEqualTo(1);
    }

    @Test
    void withoutNodeAChangedSourceFailsTheBuildAndSaysWhatToDo() throws IOException {
        build();
        node = false;
        Files.writeString(guide.resolve("input/fsh/couple.fsh"), "Profile: Couples\n");
        assertThatThrownBy(this::build)
                .isInstanceOf(Compiled.Stale.class)
                .hasMessageContaining("Install Node")
                .hasMessageContaining("commit ig/compiled");
    }

    @Test
    void aNewSourceAndARemovedOneAreChangesToo() throws IOException {
        build();
        node = false;
        Files.writeString(guide.resolve("input/fsh/team.fsh"), "");
        assertThatThrownBy(this::build).isInstanceOf(Compiled.Stale.class);
        Files.delete(guide.resolve("input/fsh/team.fsh"));
        build();
        Files.delete(guide.resolve("input/fsh/couple.fsh"));
        assertThatThrownBy(this::build).isInstanceOf(Compiled.Stale.class);
    }

    @Test
    void aCompiledResourceThatWasEditedByHandFailsTheBuild() throws IOException {
        build();
        node = false;
        Files.writeString(guide.resolve("compiled/StructureDefinition-couple.json"), "{\"edited\": true}");
        assertThatThrownBy(this::build).isInstanceOf(Compiled.Stale.class);
    }

    @Test
    void lineEndsOfAnotherSystemAreNoChange() throws IOException {
        build();
        node = false;
        Files.writeString(guide.resolve("input/fsh/couple.fsh"), "Profile: Couple\r\n");
        build();
        assertThat(compiled).isEqualTo(1);
    }

    @Test
    void theProofFailsWhenTheCompilerMakesSomethingElse() {
        build();
        compiled = 7;
        assertThatThrownBy(() -> compiled().prove()).isInstanceOf(Compiled.Stale.class);
    }

    @Test
    void theProofHoldsForWhatTheCompilerMade() {
        build();
        compiled = 0;
        compiled().prove();
        assertThat(said).last().asString().contains("what its sources compile to");
    }

    private void build() {
        compiled().bringUpToDate();
    }

    private Compiled compiled() {
        return new Compiled(
                guide,
                new Compiled.Compiler() {
                    @Override
                    public boolean available() {
                        return node;
                    }

                    @Override
                    public void compile(Path target) {
                        compiled++;
                        try {
                            Files.createDirectories(target);
                            Files.writeString(
                                    target.resolve("StructureDefinition-couple.json"), "{\"run\": " + compiled + "}");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                },
                said::add);
    }
}
