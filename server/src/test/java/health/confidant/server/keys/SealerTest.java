package health.confidant.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealerTest {
    private final DataKeys keys = new KeyStand().open();
    private final Sealer sealer = new Sealer(keys);
    private final HashSeal hashes = new HashSeal(keys);

    @Test
    void everyBitFlipAndTruncationOfTenThousandIsRefused() {
        String sealed = sealer.seal(7, KeyClass.RECORD, "p", "a text of some length, to be changed bit by bit");
        String head = sealed.substring(0, sealed.lastIndexOf('.') + 1);
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(head.length()));
        Random random = new Random(20261126);
        for (int i = 0; i < 10_000; i++) {
            byte[] changed = bytes.clone();
            if (i % 4 == 0) {
                changed = java.util.Arrays.copyOf(changed, random.nextInt(changed.length));
            } else {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            String attempt = head + Base64.getEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> sealer.open(7, KeyClass.RECORD, "p", attempt))
                    .isInstanceOf(KeyException.Broken.class);
        }
    }

    @Test
    void textDoesNotOpenInAnotherPlaceOrForAnotherOwnerOrClass() {
        String sealed = sealer.seal(7, KeyClass.RECORD, "row 1", "text");
        sealer.seal(8, KeyClass.RECORD, "row 1", "text");
        assertThatThrownBy(() -> sealer.open(7, KeyClass.RECORD, "row 2", sealed))
                .isInstanceOf(KeyException.Broken.class);
        assertThatThrownBy(() -> sealer.open(8, KeyClass.RECORD, "row 1", sealed))
                .isInstanceOf(KeyException.Broken.class);
        assertThatThrownBy(() -> sealer.open(7, KeyClass.BILLING, "row 1", sealed))
                .isInstanceOf(KeyException.Broken.class);
        assertThatThrownBy(() -> sealer.open(8, KeyClass.RECORD, "row 1", sealed.replace("7-record", "8-record")))
                .isInstanceOf(KeyException.Broken.class);
    }

    @Test
    void plainTextIsNotTakenForSealed() {
        for (String plain : new String[] {"", "{\"resourceType\":\"Patient\"}", "s1.", "s1.7-record-1.", "s1.x.y"}) {
            assertThatThrownBy(() -> sealer.open(7, KeyClass.RECORD, "p", plain))
                    .isInstanceOf(KeyException.class);
        }
    }

    @Test
    void sameTextNeverSealsTheSame() {
        assertThat(sealer.seal(7, KeyClass.RECORD, "p", "text"))
                .isNotEqualTo(sealer.seal(7, KeyClass.RECORD, "p", "text"));
    }

    @Test
    void longAndEmptyTextsComeBackWhole() {
        for (String text : new String[] {"", "ü€\uD83D\uDE00", "x".repeat(3_000_000)}) {
            assertThat(sealer.open(7, KeyClass.RECORD, "p", sealer.seal(7, KeyClass.RECORD, "p", text)))
                    .isEqualTo(text);
        }
    }

    @Test
    void hashSealsTheSameInItsPlaceAndOpensAfterRenewal() {
        String hash = "00ff".repeat(16);
        String sealed = hashes.seal(7, KeyClass.RECORD, "row 1", hash);
        assertThat(sealed)
                .hasSize(64)
                .isEqualTo(hashes.seal(7, KeyClass.RECORD, "row 1", hash))
                .isNotEqualTo(hashes.seal(7, KeyClass.RECORD, "row 2", hash))
                .isNotEqualTo(hashes.seal(8, KeyClass.RECORD, "row 1", hash));
        keys.renew(7, KeyClass.RECORD);
        assertThat(hashes.open(7, KeyClass.RECORD, "row 1", sealed)).contains(hash);
        assertThat(hashes.open(7, KeyClass.RECORD, "row 2", sealed)).isEmpty();
        assertThat(hashes.open(7, KeyClass.RECORD, "row 1", hash)).isEmpty();
    }
}
