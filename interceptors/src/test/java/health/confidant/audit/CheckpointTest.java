package health.confidant.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private final TestLog log = new TestLog().append(5).seal();

    @Test
    void signedCheckpointIsANoteThatReadsBack() {
        String text = log.last().text();
        assertThat(text.lines().toList()).hasSize(6);
        assertThat(text).startsWith("log.test/1\n5\n").contains("\n\n\u2014 log.test/1 ");
        SignedCheckpoint read = SignedCheckpoint.parse(text);
        assertThat(read.text()).isEqualTo(text);
        assertThat(log.signer.key().signed(read)).isTrue();
    }

    @Test
    void noChangedLetterOfANoteIsBelieved() {
        String text = log.last().text();
        for (int i = 0; i < text.length(); i++) {
            char flipped = (char) (text.charAt(i) ^ 1);
            String changed = text.substring(0, i) + flipped + text.substring(i + 1);
            boolean believed;
            try {
                believed = log.signer.key().signed(SignedCheckpoint.parse(changed));
            } catch (IllegalArgumentException e) {
                believed = false;
            }
            assertThat(believed).as("character " + i).isFalse();
        }
    }

    @Test
    void anotherKeyOfTheSameNameSignsNothing() {
        assertThat(TestLog.signer("log.test/1").key().signed(log.last())).isFalse();
    }

    @Test
    void keyReadsBackAndItsIdIsChecked() {
        String text = log.signer.key().text();
        assertThat(CheckpointKey.parse(text).signed(log.last())).isTrue();
        assertThat(CheckpointKey.parse(text).text()).isEqualTo(text);
        String renamed = text.replace("log.test/1", "log.test/2");
        for (String wrong : List.of("", "a", "a+b+c", renamed, text + "A")) {
            assertThatThrownBy(() -> CheckpointKey.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
