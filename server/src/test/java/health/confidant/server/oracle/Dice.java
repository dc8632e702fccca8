package health.confidant.server.oracle;

import java.util.List;
import java.util.Random;

/** What worlds are drawn with; of one seed it draws the same world. */
class Dice {
    final Random random;

    Dice(Random random) {
        this.random = random;
    }

    /** Once in so many times. */
    final boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    @SafeVarargs
    final <T> T some(T... values) {
        return values[random.nextInt(values.length)];
    }

    final <T> T some(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
