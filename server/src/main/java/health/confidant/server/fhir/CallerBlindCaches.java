package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.model.cross.IResourceLookup;
import ca.uhn.fhir.jpa.util.MemoryCacheService;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.confidant.access.AccessDecision;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * HAPI's memory caches know nothing of row-level security: an id that one caller resolved would resolve for the next.
 * Only what is the same for every caller is cached; the rest asks the database each time.
 *
 * <p>Except ids, for a request that only reads, under one and the same decision: what was visible under it then is what
 * the rows that are read next, by row-level security, may show. A new decision begins with nothing (ADR 0012).
 */
final class CallerBlindCaches extends MemoryCacheService {
    private static final Set<CacheEnum> SHARED = Set.of(
            CacheEnum.TAG_DEFINITION,
            CacheEnum.FHIRPATH_EXPRESSION,
            CacheEnum.NAME_TO_PARTITION,
            CacheEnum.ID_TO_PARTITION,
            CacheEnum.HASH_IDENTITY_TO_SEARCH_PARAM_IDENTITY,
            CacheEnum.RES_TYPE_TO_RES_TYPE_ID);

    /** Ids that were resolved under the decision in force. */
    private static final Set<CacheEnum> IDS =
            Set.of(CacheEnum.RESOURCE_LOOKUP_BY_FORCED_ID, CacheEnum.PID_TO_FORCED_ID);

    private static final int DECISIONS = 1_000;
    private static final int IDS_EACH = 10_000;

    private final Supplier<Optional<AccessDecision>> reading;
    private final Cache<AccessDecision, Cache<Object, Object>> ids = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(DECISIONS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** @param reading the decision in force, for a request that only reads */
    CallerBlindCaches(JpaStorageSettings settings, Supplier<Optional<AccessDecision>> reading) {
        super(settings);
        this.reading = reading;
    }

    private Optional<Cache<Object, Object>> ids(CacheEnum cache) {
        return IDS.contains(cache)
                ? reading.get()
                        .map(decision -> ids.get(
                                decision,
                                d -> Caffeine.newBuilder().maximumSize(IDS_EACH).build()))
                : Optional.empty();
    }

    @Override
    public <K, T> T get(CacheEnum cache, K key, Function<K, T> supplier) {
        return SHARED.contains(cache) ? super.get(cache, key, supplier) : supplier.apply(key);
    }

    @Override
    public <K, T> T getThenPutAfterCommit(CacheEnum cache, K key, Function<K, T> supplier) {
        return SHARED.contains(cache) ? super.getThenPutAfterCommit(cache, key, supplier) : supplier.apply(key);
    }

    @Override
    public <K, T> T getThenPutAfterCommitIfNotNull(CacheEnum cache, K key, Function<K, T> supplier) {
        return SHARED.contains(cache)
                ? super.getThenPutAfterCommitIfNotNull(cache, key, supplier)
                : supplier.apply(key);
    }

    @Override
    public <K, V> V getIfPresent(CacheEnum cache, K key) {
        return SHARED.contains(cache)
                ? super.getIfPresent(cache, key)
                : ids(cache)
                        .map(kept -> CallerBlindCaches.<V>cast(kept.getIfPresent(key)))
                        .orElse(null);
    }

    @Override
    public <K, V> void put(CacheEnum cache, K key, V value) {
        if (SHARED.contains(cache)) {
            super.put(cache, key, value);
        } else {
            keep(cache, key, value);
        }
    }

    @Override
    public <K, V> void putAfterCommit(CacheEnum cache, K key, V value) {
        if (SHARED.contains(cache)) {
            super.putAfterCommit(cache, key, value);
        } else {
            keep(cache, key, value);
        }
    }

    /** What was there, and not deleted. HAPI changes its lists later, so that a copy is kept. */
    private void keep(CacheEnum cache, Object key, Object value) {
        if (value instanceof List<?> lookups) {
            boolean there = !lookups.isEmpty()
                    && lookups.stream().allMatch(lookup -> ((IResourceLookup<?>) lookup).getDeleted() == null);
            if (there) {
                ids(cache).ifPresent(kept -> kept.put(key, List.copyOf(lookups)));
            }
        } else if (value instanceof Optional<?> id && id.isPresent()) {
            ids(cache).ifPresent(kept -> kept.put(key, id));
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> V cast(Object value) {
        return (V) value;
    }

    @Override
    public <K, V> Map<K, V> getAllPresent(CacheEnum cache, Collection<K> keys) {
        return SHARED.contains(cache)
                ? super.getAllPresent(cache, keys)
                : ids(cache)
                        .map(kept -> CallerBlindCaches.<Map<K, V>>cast(kept.getAllPresent(keys)))
                        .orElse(Map.of());
    }
}
