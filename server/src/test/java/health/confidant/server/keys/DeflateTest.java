package health.confidant.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

/** States of zlib that are used again give what new ones would, also after what was broken. */
class DeflateTest {
    @Test
    void whatWasDeflatedIsInflatedWhateverCameBefore() {
        IntStream.range(0, 2_000).parallel().forEach(DeflateTest::roundTrip);
    }

    private static void roundTrip(int seed) {
        Random random = new Random(seed);
        byte[] plain = new byte[random.nextInt(20_000)];
        random.nextBytes(plain);
        Arrays.fill(plain, plain.length / 3, plain.length, (byte) seed);
        byte[] deflated = Deflate.deflate(plain);
        if (seed % 3 == 0) {
            byte[] cut = Arrays.copyOf(deflated, deflated.length / 2);
            assertThatThrownBy(() -> Deflate.inflate(cut)).isInstanceOf(DataFormatException.class);
        }
        try {
            assertThat(Deflate.inflate(deflated)).isEqualTo(plain);
        } catch (DataFormatException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
