package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.util.MemoryCacheService;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * HAPI's memory caches know nothing of row-level security: an id that one caller resolved would resolve for the next.
 * Only what is the same for every caller is cached; the rest asks the database each time.
 */
final class CallerBlindCaches extends MemoryCacheService {
    private static final Set<CacheEnum> SHARED = Set.of(
            CacheEnum.TAG_DEFINITION,
            CacheEnum.FHIRPATH_EXPRESSION,
            CacheEnum.NAME_TO_PARTITION,
            CacheEnum.ID_TO_PARTITION,
            CacheEnum.HASH_IDENTITY_TO_SEARCH_PARAM_IDENTITY,
            CacheEnum.RES_TYPE_TO_RES_TYPE_ID);

    CallerBlindCaches(JpaStorageSettings settings) {
        super(settings);
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
        return SHARED.contains(cache) ? super.getIfPresent(cache, key) : null;
    }

    @Override
    public <K, V> void put(CacheEnum cache, K key, V value) {
        if (SHARED.contains(cache)) {
            super.put(cache, key, value);
        }
    }

    @Override
    public <K, V> void putAfterCommit(CacheEnum cache, K key, V value) {
        if (SHARED.contains(cache)) {
            super.putAfterCommit(cache, key, value);
        }
    }

    @Override
    public <K, V> Map<K, V> getAllPresent(CacheEnum cache, Collection<K> keys) {
        return SHARED.contains(cache) ? super.getAllPresent(cache, keys) : Map.of();
    }
}
