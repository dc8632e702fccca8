package health.confidant.server.atrest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlindPrefixTest {
    private final BlindPrefix blind = new BlindPrefix(new byte[32]);

    private String of(String text) {
        return blind.blind("Patient", "name", text);
    }

    @Test
    void blindedTextStartsWithItsBlindedBeginningsAndNoOther() {
        Random random = new Random(20261126);
        for (int i = 0; i < 20_000; i++) {
            String text = word(random);
            String start = random.nextBoolean() ? text.substring(0, random.nextInt(text.length() + 1)) : word(random);
            assertThat(of(text).startsWith(of(start))).as(text + " by " + start).isEqualTo(text.startsWith(start));
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int n = random.nextInt(8); n >= 0; n--) {
            word.append("ABN ".charAt(random.nextInt(4)));
        }
        return word.toString();
    }

    @Test
    void noSymbolIsAPatternAndNoTextIsTooLongForItsColumn() {
        assertThat(of("O'BRIEN 100%_\\ÜÉ漢".repeat(40)))
                .matches("[0-9A-Za-z.-]*")
                .hasSize(512);
    }

    @Test
    void sameNameUnderAnotherParameterOrKeyLooksDifferent() {
        Set<String> forms = new HashSet<>(Set.of(
                of("SMITH"), blind.blind("Patient", "family", "SMITH"), blind.blind("Practitioner", "name", "SMITH")));
        byte[] other = new byte[32];
        other[0] = 1;
        forms.add(new BlindPrefix(other).blind("Patient", "name", "SMITH"));
        assertThat(forms).hasSize(4);
    }
}
