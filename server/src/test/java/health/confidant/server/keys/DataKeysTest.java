package health.confidant.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataKeysTest {
    private static final Tombstone STONE =
            new Tombstone(Instant.parse("2026-11-26T00:00:00Z"), 7, "Patient/a", Set.of(KeyClass.RECORD));

    private final KeyStand stand = new KeyStand();

    @Test
    void whatOneNodeSealsAnotherOpens() {
        String sealed = new Sealer(stand.open()).seal(7, KeyClass.RECORD, "row 1", "a note");
        assertThat(sealed).doesNotContain("note");
        assertThat(new Sealer(stand.open()).open(7, KeyClass.RECORD, "row 1", sealed))
                .isEqualTo("a note");
    }

    /** Requirement 83: AES-256. */
    @Test
    void everyKeyIsOfTwoHundredAndFiftySixBits() {
        for (KeyClass kind : KeyClass.values()) {
            DataKey key = stand.open().writing(7, kind);
            assertThat(key.key().getAlgorithm()).isEqualTo("AES");
            assertThat(key.key().getEncoded()).as(kind.name()).hasSize(32);
        }
    }

    @Test
    void nodesThatMakeAKeyAtOnceAgreeOnOne() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        WrappingKey wrapping = stand.wrapping();
        try {
            List<Future<String>> sealed = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int owner = i / 8;
                DataKeys node = stand.open(wrapping);
                sealed.add(nodes.submit(() -> new Sealer(node).seal(owner, KeyClass.RECORD, "p", "text")));
            }
            for (int i = 0; i < sealed.size(); i++) {
                assertThat(new Sealer(stand.open(wrapping))
                                .open(i / 8, KeyClass.RECORD, "p", sealed.get(i).get()))
                        .isEqualTo("text");
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void noFileOfTheStoreIsReadableByOthersOrHoldsAKeyAsItIs() throws IOException {
        DataKeys keys = stand.open();
        byte[] key = keys.writing(7, KeyClass.RECORD).key().getEncoded();
        try (Stream<Path> files = Files.walk(stand.directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .matches("rw-------|rw-r--r--")
                        .matches(mode ->
                                mode.equals("rw-------") || file.toString().endsWith(".lock"));
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(key, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void wrappingKeyIsRotatedUnderLoadWithoutAnError() throws Exception {
        WrappingKey wrapping = stand.wrapping();
        DataKeys keys = stand.open(wrapping);
        Sealer sealer = new Sealer(keys);
        List<String> sealed = new ArrayList<>();
        for (int owner = 0; owner < 40; owner++) {
            sealed.add(sealer.seal(owner, KeyClass.RECORD, "p", "text " + owner));
        }
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService load = Executors.newFixedThreadPool(4);
        List<Future<Integer>> workers = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            int first = worker;
            workers.add(load.submit(() -> {
                DataKeys node = stand.open(); // Its own memory of wrapping keys.
                Sealer own = new Sealer(node);
                int done = 0;
                for (int i = first; !stop.get(); i++) {
                    int owner = i % 40;
                    assertThat(own.open(owner, KeyClass.RECORD, "p", sealed.get(owner)))
                            .isEqualTo("text " + owner);
                    own.seal(1000 + first, KeyClass.RECORD, "p", "new");
                    if (i % 100 == first && i < 2000) {
                        own.seal(2000 + i, KeyClass.RECORD, "p", "a new owner");
                    }
                    done++;
                }
                return done;
            }));
        }
        int rewrapped = 0;
        for (int i = 0; i < 3; i++) {
            rewrapped += keys.rotateWrapping();
        }
        stop.set(true);
        for (Future<Integer> worker : workers) {
            assertThat(worker.get()).isPositive();
        }
        load.shutdown();
        assertThat(rewrapped).isGreaterThanOrEqualTo(120);
        assertThat(wrapping.current()).isEqualTo("p12-4");
        DataKeys fresh = stand.open();
        for (int owner = 0; owner < 40; owner++) {
            assertThat(new Sealer(fresh).open(owner, KeyClass.RECORD, "p", sealed.get(owner)))
                    .isEqualTo("text " + owner);
        }
    }

    @Test
    void retiredWrappingKeyOpensNothing() throws IOException {
        DataKeys keys = stand.open();
        keys.writing(7, KeyClass.RECORD);
        Path file = stand.directory.resolve("data/07/7-record-1.key");
        byte[] before = Files.readAllBytes(file);
        keys.rotateWrapping();
        Files.write(file, before);
        assertThatThrownBy(() -> stand.open().writing(7, KeyClass.RECORD)).isInstanceOf(KeyException.class);
    }

    @Test
    void renewedKeyIsWrittenWithAndTheEarlierOneStillReads() {
        DataKeys keys = stand.open();
        Sealer sealer = new Sealer(keys);
        String before = sealer.seal(7, KeyClass.RECORD, "p", "old");
        keys.renew(7, KeyClass.RECORD);
        String after = sealer.seal(7, KeyClass.RECORD, "p", "new");
        assertThat(Sealer.reference(after).orElseThrow().generation()).isEqualTo(2);
        assertThat(sealer.open(7, KeyClass.RECORD, "p", before)).isEqualTo("old");
        keys.drop(7, KeyClass.RECORD, 2);
        assertThat(sealer.open(7, KeyClass.RECORD, "p", after)).isEqualTo("new");
        assertThatThrownBy(() -> sealer.open(7, KeyClass.RECORD, "p", before)).isInstanceOf(KeyException.class);
    }

    @Test
    void destroyedKeyIsGoneForEveryNodeAndStaysGone() throws Exception {
        DataKeys keys = stand.open();
        DataKeys other = stand.open();
        String sealed = new Sealer(keys).seal(7, KeyClass.RECORD, "p", "text");
        byte[] audit = new AuditSeal(keys).seal(7, new byte[] {1, 2}, new byte[] {9});
        assertThat(new Sealer(other).open(7, KeyClass.RECORD, "p", sealed)).isEqualTo("text");
        Path file = stand.directory.resolve("data/07/7-record-1.key");
        Path copy = stand.directory.resolve("copy");
        Files.copy(file, copy);
        keys.destroy(STONE);
        assertThat(file).doesNotExist();
        Thread.sleep(DataKeys.LOOK_AGAIN_MILLIS + 50);
        for (DataKeys node : List.of(keys, other, stand.open())) {
            assertThatThrownBy(() -> new Sealer(node).open(7, KeyClass.RECORD, "p", sealed))
                    .isInstanceOf(KeyException.Destroyed.class);
            assertThatThrownBy(() -> new Sealer(node).seal(7, KeyClass.RECORD, "p", "again"))
                    .isInstanceOf(KeyException.Destroyed.class);
            assertThat(new AuditSeal(node).open(7, audit, new byte[] {9})).contains(new byte[] {1, 2});
        }
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING); // An older copy of the store is put back.
        DataKeys restored = stand.open();
        assertThat(restored.replay()).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void lostKeyIsSaidLoudlyAndNeverMadeAnew() throws IOException {
        String sealed = new Sealer(stand.open()).seal(7, KeyClass.RECORD, "p", "text");
        Files.delete(stand.directory.resolve("data/07/7-record-1.key"));
        assertThatThrownBy(() -> new Sealer(stand.open()).open(7, KeyClass.RECORD, "p", sealed))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("Restore the key store");
    }

    @Test
    void changedLogOfTombstonesIsRefused() throws IOException {
        DataKeys keys = stand.open();
        keys.writing(7, KeyClass.RECORD);
        keys.destroy(STONE);
        keys.destroy(new Tombstone(STONE.at(), 8, "Patient/b", Set.of(KeyClass.RECORD)));
        Path log = stand.directory.resolve("tombstones.log");
        String second = Files.readAllLines(log).get(1);
        Files.writeString(log, second + "\n");
        assertThatThrownBy(stand::open).isInstanceOf(KeyException.class).hasMessageContaining("tombstones");
    }

    @ParameterizedTest
    @EnumSource(KeyClass.class)
    void usesOfEachClassAreCounted(KeyClass kind) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            Sealer sealer = new Sealer(stand.open());
            String sealed = sealer.seal(7, kind, "p", "text");
            assertThat(uses(registry)).isEqualTo(Map.of(kind.code() + " seal", 1.0));
            sealer.open(7, kind, "p", sealed);
            sealer.open(7, kind, "p", sealed);
            assertThat(uses(registry)).isEqualTo(Map.of(kind.code() + " seal", 1.0, kind.code() + " open", 2.0));
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    /** How often by class and use; nothing of what was never used. */
    private static Map<String, Double> uses(SimpleMeterRegistry registry) {
        return registry.find("confidant.keys.uses").counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(Collectors.toMap(
                        counter -> counter.getId().getTag("class") + " "
                                + counter.getId().getTag("use"),
                        Counter::count));
    }
}
