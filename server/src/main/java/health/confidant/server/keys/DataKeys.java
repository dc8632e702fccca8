package health.confidant.server.keys;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds, makes, changes and destroys data keys. Unwrapped keys are remembered in memory; a change by any node that
 * shares the key store is seen within {@value #LOOK_AGAIN_MILLIS} milliseconds.
 */
public final class DataKeys {
    static final int LOOK_AGAIN_MILLIS = 200;
    private static final int BYTES = 32;
    /** Kept: the registry's look-up costs more than the count. */
    private static final Map<String, Counter> USES = new ConcurrentHashMap<>();

    private record Kind(int owner, KeyClass kind) {}

    private final KeyFiles files;
    private final WrappingKey wrapping;
    private final Tombstones tombstones;
    private final LongSupplier nanos;
    private final Map<KeyRef, DataKey> known = new ConcurrentHashMap<>();
    private final Map<Kind, DataKey> newest = new ConcurrentHashMap<>();
    private final ReadWriteLock rotation = new ReentrantReadWriteLock();
    private volatile Map<Kind, Boolean> destroyed;
    private volatile String announced;
    private volatile long looked;
    private volatile String wrappedBy;
    private volatile Consumer<String> rotated = version -> {};

    DataKeys(KeyFiles files, WrappingKey wrapping, Tombstones tombstones, LongSupplier nanos) {
        this.files = files;
        this.wrapping = wrapping;
        this.tombstones = tombstones;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
        this.announced = files.announced();
        this.destroyed = buried();
        this.wrappedBy = wrapping.current();
    }

    /**
     * Opens the key store in this directory, and destroys again what a restored copy of it has brought back.
     *
     * @param demo whether a passphrase may be made when none is given
     * @throws health.confidant.server.database.StartRefused when the wrapping key does not open
     */
    public static DataKeys open(WrappingProperties properties, Path keys, boolean demo) {
        WrappingKey wrapping = WrappingKeys.open(properties, keys, demo);
        DataKeys opened = new DataKeys(new KeyFiles(keys), wrapping, new Tombstones(keys), System::nanoTime);
        opened.replay();
        return opened;
    }

    /**
     * The key to seal with, made at its first use.
     *
     * @throws KeyException.Destroyed when the owner was shredded
     */
    DataKey writing(int owner, KeyClass kind) {
        return newest(owner, kind, "seal", () -> findOrMake(owner, kind));
    }

    /**
     * The key that sealed something.
     *
     * @throws KeyException.Destroyed when the owner was shredded
     * @throws KeyException when the key is lost
     */
    DataKey reading(KeyRef ref) {
        lookAgain();
        refuseDestroyed(ref.owner(), ref.kind());
        count(ref.kind(), "open");
        DataKey found = known.get(ref);
        return found == null ? load(ref) : found;
    }

    /**
     * The newest key, for what does not say which one sealed it.
     *
     * @throws KeyException.Destroyed when the owner was shredded
     * @throws KeyException when there is none
     */
    DataKey newest(int owner, KeyClass kind) {
        return newest(owner, kind, "open", () -> {
            int generation = files.newest(owner, kind).orElse(1);
            return load(new KeyRef(owner, kind, generation));
        });
    }

    private DataKey newest(int owner, KeyClass kind, String use, Supplier<DataKey> load) {
        lookAgain();
        refuseDestroyed(owner, kind);
        count(kind, use);
        Kind wanted = new Kind(owner, kind);
        DataKey found = newest.get(wanted);
        return found == null ? newest.computeIfAbsent(wanted, k -> load.get()) : found;
    }

    /** Every generation of the owner's keys of this class that is still there, newest first. */
    List<KeyRef> generations(int owner, KeyClass kind) {
        return files.of(owner).stream()
                .filter(ref -> ref.kind() == kind)
                .sorted((a, b) -> Integer.compare(b.generation(), a.generation()))
                .toList();
    }

    /**
     * A secret for another algorithm, derived from the owner's first key of that class, which is never renewed for such
     * use; 32 bytes.
     */
    public byte[] secret(int owner, KeyClass kind, String purpose) {
        return writing(owner, kind).derive(purpose);
    }

    /** Whether keys of this class were destroyed on purpose. */
    public boolean destroyed(int owner, KeyClass kind) {
        lookAgain();
        return destroyed.containsKey(new Kind(owner, kind));
    }

    /** Whether a key of the owner is in the store. */
    public boolean holds(int owner, KeyClass kind) {
        return files.newest(owner, kind).isPresent();
    }

    /** Owners with a key in the store. */
    public Set<Integer> owners() {
        return files.owners();
    }

    /** Version of the wrapping key that this node works with. */
    public String wrappedBy() {
        return wrappedBy;
    }

    public String identity() {
        return files.identity();
    }

    /** A new generation, which is written with from now on; the earlier ones still open what they sealed. */
    public KeyRef renew(int owner, KeyClass kind) {
        rotation.readLock().lock();
        try {
            refuseDestroyed(owner, kind);
            KeyRef next = new KeyRef(owner, kind, files.newest(owner, kind).orElse(0) + 1);
            make(next);
            forget();
            return new KeyRef(owner, kind, files.newest(owner, kind).orElseThrow());
        } finally {
            rotation.readLock().unlock();
        }
    }

    /** Destroys the generations before this one, when nothing is left that they sealed. */
    public void drop(int owner, KeyClass kind, int first) {
        for (KeyRef ref : generations(owner, kind)) {
            if (ref.generation() < first) {
                files.destroy(ref);
            }
        }
        forget();
    }

    /**
     * Destroys the owner's keys of these classes, for good: the tombstone first, so that a crash in between leaves the
     * rest for the next start.
     */
    public void destroy(Tombstone tombstone) {
        if (tombstone.kinds().stream().anyMatch(kind -> !destroyed(tombstone.owner(), kind))) {
            tombstones.append(tombstone);
        }
        erase(tombstone);
        forget();
    }

    /** Destroys again what a restored copy of the key store brought back. Returns how many keys that were. */
    public int replay() {
        int erased = 0;
        for (Tombstone tombstone : tombstones.all()) {
            erased += erase(tombstone);
        }
        forget();
        return erased;
    }

    public List<Tombstone> tombstones() {
        return tombstones.all();
    }

    /**
     * Wraps every data key with a new version of the wrapping key and destroys the earlier versions. Readers go on
     * meanwhile; who asks for a new key waits for the file that is being written.
     *
     * @return how many keys were wrapped anew
     */
    public int rotateWrapping() {
        wrapping.rotate();
        int wrapped = 0;
        List<KeyRef> left = outdated();
        while (!left.isEmpty()) {
            for (KeyRef ref : left) {
                wrapped += rewrap(ref) ? 1 : 0;
            }
            left = outdated();
        }
        rotation.writeLock().lock();
        try {
            outdated().forEach(this::rewrap); // Made by another node between the last look and now.
            wrapping.retire();
        } finally {
            rotation.writeLock().unlock();
        }
        forget();
        return wrapped;
    }

    private List<KeyRef> outdated() {
        String current = wrapping.current();
        return files.all().stream()
                .filter(ref -> files.read(ref)
                        .filter(key -> !key.version().equals(current))
                        .isPresent())
                .toList();
    }

    private boolean rewrap(KeyRef ref) {
        return files.read(ref)
                .map(stored -> {
                    byte[] key = wrapping.unwrap(stored, ref.toString());
                    files.replace(ref, wrapping.wrap(key, ref.toString()));
                    return true;
                })
                .orElse(false);
    }

    private int erase(Tombstone tombstone) {
        List<KeyRef> left = files.of(tombstone.owner()).stream()
                .filter(ref -> tombstone.kinds().contains(ref.kind()))
                .toList();
        left.forEach(files::destroy);
        return left.size();
    }

    private DataKey findOrMake(int owner, KeyClass kind) {
        refuseDestroyed(owner, kind);
        int generation = files.newest(owner, kind).orElse(0);
        if (generation == 0) {
            rotation.readLock().lock();
            try {
                generation = 1;
                make(new KeyRef(owner, kind, generation));
            } finally {
                rotation.readLock().unlock();
            }
        }
        return load(new KeyRef(owner, kind, generation));
    }

    private void make(KeyRef ref) {
        files.create(ref, wrapping.wrap(Gcm.random(BYTES), ref.toString()));
    }

    private DataKey load(KeyRef ref) {
        refuseDestroyed(ref.owner(), ref.kind());
        DataKey key = new DataKey(ref, new SecretKeySpec(unwrap(ref), "AES"));
        known.put(ref, key);
        return key;
    }

    private byte[] unwrap(KeyRef ref) {
        WrappingKey.Wrapped stored = stored(ref);
        try {
            return wrapping.unwrap(stored, ref.toString());
        } catch (KeyException e) {
            WrappingKey.Wrapped again = stored(ref); // It may have been wrapped anew since.
            if (again.version().equals(stored.version())) {
                throw e;
            }
            return wrapping.unwrap(again, ref.toString());
        }
    }

    private WrappingKey.Wrapped stored(KeyRef ref) {
        return files.read(ref)
                .orElseThrow(() -> new KeyException("Key " + ref
                        + " is not in the key store, and nobody destroyed it. Restore the key store from its backup."));
    }

    private void refuseDestroyed(int owner, KeyClass kind) {
        if (destroyed.containsKey(new Kind(owner, kind))) {
            throw new KeyException.Destroyed("The keys of owner " + owner + " were destroyed.");
        }
    }

    private Map<Kind, Boolean> buried() {
        return tombstones.all().stream()
                .flatMap(tombstone -> tombstone.kinds().stream().map(kind -> new Kind(tombstone.owner(), kind)))
                .distinct()
                .collect(Collectors.toMap(kind -> kind, kind -> true));
    }

    private void forget() {
        files.announce();
        refresh();
    }

    /** Tells of a change of the wrapping key that another process of this key store has made. */
    public void onRotation(Consumer<String> listener) {
        rotated = listener;
    }

    private void refresh() {
        announced = files.announced();
        String version = wrapping.current();
        if (!version.equals(wrappedBy)) {
            wrappedBy = version;
            rotated.accept(version);
        }
        destroyed = buried();
        known.clear();
        newest.clear();
    }

    private void lookAgain() {
        long now = nanos.getAsLong();
        if (now - looked >= LOOK_AGAIN_MILLIS * 1_000_000L) {
            looked = now;
            if (!files.announced().equals(announced)) {
                refresh();
            }
        }
    }

    private static void count(KeyClass kind, String use) {
        USES.computeIfAbsent(
                        kind.code() + " " + use,
                        name -> Metrics.counter("confidant.keys.uses", "class", kind.code(), "use", use))
                .increment();
    }
}
