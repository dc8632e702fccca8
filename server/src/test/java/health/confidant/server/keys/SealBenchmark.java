package health.confidant.server.keys;

import ca.uhn.fhir.jpa.model.util.SearchParamHash;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntFunction;

/** What the parts cost, in microseconds an operation on one thread; {@code server/docs/benchmarks-encryption.md}. */
public final class SealBenchmark {
    private static final int WARM = 20_000;
    private static final int ROUNDS = 50_000;

    private SealBenchmark() {}

    public static void main(String[] arguments) {
        DataKeys keys = new KeyStand().open();
        Sealer sealer = new Sealer(keys);
        HashSeal hashes = new HashSeal(keys);
        SearchParamHash.install(new byte[32]);
        for (int size : new int[] {500, 1_500, 8_000}) {
            String body = body(size);
            String sealed = sealer.seal(7, KeyClass.RECORD, "p", body);
            measure(
                    "seal a body of " + size + " characters (" + sealed.length() + " sealed)",
                    i -> sealer.seal(7, KeyClass.RECORD, "p", body));
            measure("open a body of " + size + " characters", i -> sealer.open(7, KeyClass.RECORD, "p", sealed));
        }
        String hash = "00ff".repeat(16);
        String sealedHash = hashes.seal(7, KeyClass.RECORD, "p", hash);
        measure("seal a hash", i -> hashes.seal(7, KeyClass.RECORD, "p", hash));
        measure("open a hash", i -> hashes.open(7, KeyClass.RECORD, "p", sealedHash));
        measure("keyed search hash", i -> SearchParamHash.hashSearchParam("Observation", "code", "8867-4"));
        measure("HAPI's murmur3 of the same", i -> Hashing.murmur3_128(0)
                .hashString("Observation|code|8867-4|", StandardCharsets.UTF_8)
                .asLong());
    }

    private static String body(int size) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; body.length() < size; i++) {
            body.append("{\"system\":\"http://loinc.org\",\"code\":\"")
                    .append(i * 7919 % 100_000)
                    .append("-4\"},");
        }
        return body.substring(0, size);
    }

    private static void measure(String what, IntFunction<Object> work) {
        int kept = 0;
        for (int i = 0; i < WARM; i++) {
            kept += work.apply(i).hashCode();
        }
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            kept += work.apply(i).hashCode();
        }
        double micros = (System.nanoTime() - start) / 1000.0 / ROUNDS;
        System.out.println(String.format(Locale.ROOT, "| %s | %.1f |", what, micros) + (kept == 42 ? " " : ""));
    }
}
