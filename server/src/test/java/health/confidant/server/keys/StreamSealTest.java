package health.confidant.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamSealTest {
    private final StreamSeal streams = new StreamSeal(new KeyStand().open());

    private byte[] seal(byte[] plain) {
        try {
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            try (OutputStream out = streams.seal(7, KeyClass.RECORD, "blob 1", sealed)) {
                out.write(plain);
            }
            return sealed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] open(byte[] sealed, String place) {
        try (InputStream in = streams.open(7, KeyClass.RECORD, place, new ByteArrayInputStream(sealed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(int length) {
        byte[] made = new byte[length];
        new Random(length).nextBytes(made);
        return made;
    }

    @Test
    void streamsOfEveryAwkwardLengthComeBackWhole() {
        int segment = StreamSeal.SEGMENT;
        for (int length : new int[] {0, 1, segment - 1, segment, segment + 1, 3 * segment, 3 * segment + 17}) {
            assertThat(open(seal(bytes(length)), "blob 1")).isEqualTo(bytes(length));
        }
    }

    @Test
    void streamCutAtEverySegmentOrExtendedOrReorderedIsRefused() {
        int segment = StreamSeal.SEGMENT;
        byte[] sealed = seal(bytes(3 * segment));
        int head = sealed.length - 3 * (segment + 16);
        for (int kept = 0; kept < 3; kept++) {
            byte[] cut = Arrays.copyOf(sealed, head + kept * (segment + 16));
            assertThatThrownBy(() -> open(cut, "blob 1")).isInstanceOf(KeyException.Broken.class);
        }
        byte[] longer = Arrays.copyOf(sealed, sealed.length + 20);
        assertThatThrownBy(() -> open(longer, "blob 1")).isInstanceOf(KeyException.Broken.class);
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, head, swapped, head + segment + 16, segment + 16);
        System.arraycopy(sealed, head + segment + 16, swapped, head, segment + 16);
        assertThatThrownBy(() -> open(swapped, "blob 1")).isInstanceOf(KeyException.Broken.class);
    }

    @Test
    void changedByteOrOtherPlaceIsRefused() {
        byte[] sealed = seal(bytes(100_000));
        Random random = new Random(20261126);
        for (int i = 0; i < 300; i++) {
            byte[] changed = sealed.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> open(changed, "blob 1")).isInstanceOf(KeyException.class);
        }
        assertThatThrownBy(() -> open(sealed, "blob 2")).isInstanceOf(KeyException.Broken.class);
    }

    @Test
    void halfAGigabyteNeedsNoMoreHeapThanASegment() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        long length = 500L << 20;
        java.nio.file.Path file = java.nio.file.Files.createTempFile("stream", ".sealed");
        try {
            byte[] chunk = bytes(1 << 20);
            System.gc();
            long before = runtime.totalMemory() - runtime.freeMemory();
            long most = 0;
            try (OutputStream out =
                    streams.seal(7, KeyClass.RECORD, "blob 1", java.nio.file.Files.newOutputStream(file))) {
                for (long written = 0; written < length; written += chunk.length) {
                    out.write(chunk);
                }
            }
            byte[] buffer = new byte[1 << 20];
            long read = 0;
            try (InputStream in =
                    streams.open(7, KeyClass.RECORD, "blob 1", java.nio.file.Files.newInputStream(file))) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    read += n;
                    if (read % (64 << 20) < StreamSeal.SEGMENT) {
                        System.gc();
                        most = Math.max(most, runtime.totalMemory() - runtime.freeMemory() - before);
                    }
                }
            }
            assertThat(read).isEqualTo(length);
            assertThat(most).isLessThan(64L << 20);
        } finally {
            java.nio.file.Files.delete(file);
        }
    }
}
