package health.confidant.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPatchFormTest {
    @Test
    void aMemberThatIsThereTwiceIsAFault() {
        assertThat(faults("[{\"op\": \"add\", \"path\": \"/note\", \"value\": {\"text\": \"a\", \"text\": \"b\"}}]"))
                .extracting(Fault::rule)
                .containsExactly("twice");
    }

    @Test
    void whatStandsBesideIdAndExtensionsIsAFaultHoweverDeep() {
        assertThat(faults("[{\"op\": \"add\", \"path\": \"/_issued\", \"value\": {\"id\": \"a\", \"foo\": 1}},"
                        + "{\"op\": \"add\", \"path\": \"/name/-\", \"value\": {\"given\": [\"a\"], \"_given\":"
                        + " [null, {\"bar\": 1}, {\"extension\": [{\"url\": \"b\", \"valueString\": \"c\"}]}]}}]"))
                .extracting(Fault::path)
                .containsExactly("_issued.foo", "_given.bar");
    }

    @Test
    void aNameThatCannotBeAnElementsIsNotRepeated() {
        assertThat(faults("[{\"op\": \"add\", \"path\": \"/_issued\", \"value\": {\"Maya Reyes\": 1}}]")
                        .toString())
                .doesNotContain("Maya");
    }

    @Test
    void whatIsNoPatchIsLeftToHapi() {
        assertThat(faults("")).isEmpty();
        assertThat(faults("[")).isEmpty();
        assertThat(faults("{\"a\": 1}")).isEmpty();
        assertThat(faults("[1, [{\"path\": \"/a\"}], {\"op\": \"remove\", \"path\": \"/a\"}]"))
                .isEmpty();
    }

    private static List<Fault> faults(String patch) {
        return JsonPatchForm.faults(patch.getBytes(StandardCharsets.UTF_8));
    }
}
