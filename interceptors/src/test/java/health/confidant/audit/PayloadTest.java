package health.confidant.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.Payload.Field;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PayloadTest {
    @Test
    void recordReadsBackFromItsLeafAndPayload() {
        for (long n = 0; n < 20; n++) {
            AuditRecord record = TestLog.record(n);
            Leaf leaf = Leaf.parse(TestLog.leaf(n, record).canonical());
            assertThat(leaf).isEqualTo(TestLog.leaf(n, record));
            assertThat(Payload.parse(Payload.of(record).bytes()).record(leaf)).isEqualTo(record);
        }
    }

    /** What was written before records named their token keeps its bytes, its commitment and its receipts. */
    @Test
    void firstFormStaysAsItIs() {
        AuditRecord record = TestLog.record(3);
        byte[] now = Payload.of(record).bytes();
        byte[] first = Arrays.copyOf(now, now.length - 3);
        first[0] = 1;
        Payload payload = Payload.parse(first);
        assertThat(payload.bytes()).isEqualTo(first);
        assertThat(payload.fields()).hasSize(10).doesNotContainKey(Field.TOKEN);
        assertThat(payload.record(TestLog.leaf(3, record))).isEqualTo(record);
        Hash commitment = payload.commitment(TestLog.salt(3));
        assertThat(commitment).isNotEqualTo(Payload.of(record).commitment(TestLog.salt(3)));
        Leaf before = TestLog.leaf(0, record, commitment);
        Frontier tree = new Frontier();
        tree.add(before.hash(), (level, index, hash) -> {});
        Receipt receipt = Receipt.of(before, List.of(), TestLog.salt(3), payload, EnumSet.of(Field.AGENT));
        assertThat(Receipt.parse(receipt.line()).proves(new Checkpoint("log.test/1", 1, tree.root(), TestLog.BEGIN)))
                .isTrue();
        assertThat(Receipt.parse(receipt.line()).line()).isEqualTo(receipt.line());
    }

    @Property
    void anyTextReadsBack(
            @ForAll String text,
            @ForAll @Size(max = 5) List<String> texts,
            @ForAll @LongRange(min = 0) long version,
            @ForAll long upper,
            @ForAll long lower) {
        UUID id = new UUID(upper, lower);
        AuditRecord record = AuditRecord.of(Action.READ, Outcome.SUCCESS, TestLog.BEGIN)
                .id(id)
                .request(text)
                .agent(text)
                .client(text)
                .purpose(Purpose.TREAT)
                .address(text)
                .patient(text.isEmpty() ? Optional.empty() : Optional.of(text))
                .owner(1)
                .entities(List.of(
                        "A/" + id, "A/" + id + "/_history/" + version, "A/" + id + "/_history/0" + version, text))
                .query(text)
                .roles(texts)
                .token(text)
                .detail(text)
                .build();
        // Half a surrogate pair is no text, and UTF-8 has no form of it.
        if (new String(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8)
                        .equals(text)
                && texts.stream().allMatch(t -> t.chars().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))) {
            Leaf leaf = TestLog.leaf(3, record);
            assertThat(Payload.parse(Payload.of(record).bytes()).record(leaf)).isEqualTo(record);
        }
    }

    @Test
    void numbersOfTheCanonicalFormNeverChange() {
        assertThat(Arrays.stream(Action.values()).map(action -> action.number() + action.name()))
                .containsExactly(
                        "1READ",
                        "2VREAD",
                        "3HISTORY",
                        "4SEARCH",
                        "5CREATE",
                        "6UPDATE",
                        "7PATCH",
                        "8DELETE",
                        "9OPERATION",
                        "10DISCLOSE",
                        "11RECEIVE",
                        "20SIGN_IN",
                        "21SIGN_OUT",
                        "22TOKEN",
                        "30START",
                        "31STOP",
                        "32CONFIGURE",
                        "33ADMINISTER",
                        "34EMERGENCY",
                        "40ALERT",
                        "90VOID",
                        "91MISSING");
        assertThat(Outcome.values()).containsExactly(Outcome.SUCCESS, Outcome.DENIED);
        assertThat(Arrays.asList(Purpose.values()).subList(0, 7))
                .extracting(Purpose::name)
                .containsExactly("TREAT", "HPAYMT", "HOPERAT", "PATRQT", "HRESCH", "BTG", "HLEGAL");
        assertThat(Arrays.asList(Track.values()).subList(0, 5))
                .extracting(Track::name)
                .containsExactly("INDIVIDUAL", "COUPLES", "BILLING", "GENERAL", "PRIVACY");
    }

    @Test
    void receiptShowsWhatIsAskedForAndHidesTheRest() {
        TestLog log = new TestLog().append(9).seal();
        Set<Field> show = EnumSet.of(Field.ROLES, Field.RULES);
        Receipt receipt = Receipt.parse(log.receipt(4, show).line());
        assertThat(receipt.proves(log.last().checkpoint())).isTrue();
        assertThat(receipt.shown()).containsOnlyKeys(Field.ROLES, Field.RULES);
        assertThat(FieldReader.texts(receipt.shown().get(Field.ROLES).bytes())).containsExactly("INDIVIDUAL_COUNSELOR");
        Set<Hash> twice = new HashSet<>(receipt.hidden().values());
        assertThat(twice).hasSameSizeAs(receipt.hidden().values());
        assertThat(log.receipt(5, show).hidden().get(Field.CLIENT))
                .as("the same client, another record")
                .isNotEqualTo(receipt.hidden().get(Field.CLIENT));
    }

    @Test
    void receiptOfOtherWordsOrAnotherLogProvesNothing() {
        TestLog log = new TestLog().append(9).seal();
        Set<Field> all = EnumSet.allOf(Field.class);
        Receipt receipt = log.receipt(4, all);
        Payload other = Payload.of(TestLog.record(5));
        assertThat(Receipt.of(receipt.leaf(), receipt.proof(), TestLog.salt(4), other, all)
                        .proves(log.last().checkpoint()))
                .isFalse();
        assertThat(receipt.proves(new TestLog().append(8).seal().last().checkpoint()))
                .isFalse();
        ReceiptFile file = new ReceiptFile(
                List.of(new ReceiptFile.Part(log.signer.key(), log.last(), List.of(receipt, log.receipt(8, all)))));
        ReceiptFile read = ReceiptFile.parse(file.text());
        assertThat(read.text()).isEqualTo(file.text());
        assertThat(read.faults(List.of())).isEmpty();
        assertThat(read.faults(List.of(log.signer.key()))).isEmpty();
        assertThat(read.faults(List.of(TestLog.signer("log.test/1").key()))).hasSize(1);
    }

    @Test
    void noChangedCharacterOfAReceiptIsBelieved() {
        TestLog log = new TestLog().append(3).seal();
        String text = new ReceiptFile(List.of(new ReceiptFile.Part(
                        log.signer.key(), log.last(), List.of(log.receipt(1, EnumSet.allOf(Field.class))))))
                .text();
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1);
            boolean believed;
            try {
                believed = ReceiptFile.parse(changed)
                        .faults(List.of(log.signer.key()))
                        .isEmpty();
            } catch (IllegalArgumentException e) {
                believed = false;
            }
            assertThat(believed).as("character " + i).isFalse();
        }
    }

    @Test
    void whatIsNoPayloadIsRefused() {
        byte[] bytes = Payload.of(TestLog.record(1)).bytes();
        for (byte[] wrong : List.of(
                new byte[0],
                new byte[] {1, -1, -1, -1},
                Arrays.copyOf(bytes, bytes.length - 1),
                Arrays.copyOf(bytes, bytes.length + 1))) {
            assertThatThrownBy(() -> Payload.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] leaf = TestLog.leaf(1, TestLog.record(1)).canonical();
        for (byte[] wrong : List.of(new byte[0], Arrays.copyOf(leaf, leaf.length - 1), Arrays.copyOf(leaf, 300))) {
            assertThatThrownBy(() -> Leaf.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
