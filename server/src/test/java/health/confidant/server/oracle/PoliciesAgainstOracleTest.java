package health.confidant.server.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessDecision;
import health.confidant.access.PolicyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The policies alone against the oracle: everybody, every record, to read and to write. {@code -Dconfidant.seed} draws
 * other worlds, {@code -Dconfidant.oracle.worlds} more of them. Requirements 22-28, 32-34, 36, 44, 48, 66, 70.
 */
class PoliciesAgainstOracleTest {
    private static final int SHOWN = 5;

    private final long seed = Long.getLong("confidant.seed", 4221731L);
    private int cases;
    private int open;

    @Test
    void decisionsWhenWorldsAreDrawnThenAreWhatTheOracleSays() {
        int worlds = Integer.getInteger("confidant.oracle.worlds", 6);
        List<String> differences = differences(worlds, Set.of());
        System.out.println("seed " + seed + ", " + worlds + " worlds, " + cases + " cases, " + open + " of them open");
        assertThat(differences).as("seed " + seed).isEmpty();
        // The apps of /messages alone ask for little, and get it.
        assertThat(open).as("an oracle that opens nothing shows nothing").isGreaterThan(cases / 30);
    }

    /** Without PART2 or SCOPE nothing changes here: of these worlds each of their bars is another policy's too. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "AGREEMENT",
                "BILLING",
                "BREAK_GLASS",
                "CARE_TEAM",
                "CONSENT",
                "COUNSELING_NOTE",
                "DIRECTORY",
                "INTAKE",
                "PRIVACY",
                "SELF",
                "SOURCE",
                "TRACK",
                "TRAINING"
            })
    void decisionsWhenAPolicyIsMissingThenTheOracleNotices(PolicyId missing) {
        assertThat(differences(4, Set.of(missing))).as("without " + missing).isNotEmpty();
    }

    private List<String> differences(int worlds, Set<PolicyId> without) {
        Random random = new Random(seed);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < worlds; i++) {
            World world = Draw.world(new Random(random.nextLong()));
            Oracle oracle = new Oracle(world);
            Judged judged = new Judged(world, oracle.records(), without);
            for (Seat seat : new Questions(random, world, oracle).seats()) {
                List<String> purposes =
                        seat.kind().treats() ? List.of(seat.kind().purpose, "BTG") : List.of(seat.kind().purpose);
                purposes.forEach(purpose -> compare(oracle, judged, seat, purpose, differences));
            }
        }
        return differences;
    }

    private void compare(Oracle oracle, Judged judged, Seat seat, String purpose, List<String> differences) {
        AccessDecision decision = judged.decide(seat, purpose);
        for (Held record : oracle.records()) {
            boolean reads = oracle.reads(seat, purpose, record);
            boolean writes = oracle.enters(seat, purpose, record);
            cases += 2;
            open += (reads ? 1 : 0) + (writes ? 1 : 0);
            if (reads != judged.reads(decision, record) || writes != judged.writes(decision, record)) {
                differences.add(
                        differences.size() < SHOWN
                                ? seat + " for " + purpose + ", oracle reads " + reads + ", writes " + writes + ": "
                                        + record
                                : "another");
            }
        }
    }
}
