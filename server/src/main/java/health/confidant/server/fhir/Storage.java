package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import java.util.List;

/** How HAPI stores. Each setting that is not HAPI's default says why. */
public final class Storage {
    /** Conformance resources and the program's own directory. */
    static final int DIRECTORY = 1;

    private Storage() {}

    static PartitionSettings partitions() {
        PartitionSettings settings = new PartitionSettings();
        settings.setPartitioningEnabled(true);
        settings.setUnnamedPartitionMode(true);
        settings.setDefaultPartitionId(DIRECTORY);
        settings.setIncludePartitionInSearchHashes(false);
        // A couple's note refers to each partner's record; whether the target is there is the database's to say.
        settings.setAllowReferencesAcrossPartitions(PartitionSettings.CrossPartitionReferenceMode.ALLOWED_UNQUALIFIED);
        return settings;
    }

    /** Shared with the plain server of the benchmark only where a setting is no part of what it measures. */
    public static JpaStorageSettings settings() {
        JpaStorageSettings settings = new JpaStorageSettings();
        // Oracles: a client-chosen id, a match URL in a reference, a cached search of somebody else (security.md
        // L11-L13).
        settings.setResourceServerIdStrategy(JpaStorageSettings.IdStrategyEnum.UUID);
        settings.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.NOT_ALLOWED);
        settings.setAllowInlineMatchUrlReferences(false);
        settings.setReuseCachedSearchResultsForMillis(null);
        settings.setFilterParameterEnabled(false);
        settings.setAllowContainsSearches(false);
        settings.setAllowMultipleDelete(false);
        settings.setExpungeEnabled(false);
        settings.setDeleteExpungeEnabled(false);
        settings.setUpdateWithHistoryRewriteEnabled(false);
        settings.setDefaultSearchParamsCanBeOverridden(false);
        settings.setAutoCreatePlaceholderReferenceTargets(false);
        settings.setEnforceReferentialIntegrityOnWrite(true);
        settings.setEnforceReferentialIntegrityOnDelete(true);
        // Labels live in the body: one truth, no tag rows to merge, no _security index to probe.
        settings.setTagStorageMode(JpaStorageSettings.TagStorageModeEnum.INLINE);
        settings.setStoreMetaSourceInformation(JpaStorageSettings.StoreMetaSourceInformationEnum.NONE);
        settings.setSuppressStringIndexingInTokens(true);
        settings.setSearchPreFetchThresholds(List.of(203, 2003, 100_003, -1));
        settings.setMaximumIncludesToLoadPerPage(500);
        settings.setMaximumTransactionBundleSize(Limits.LOADER_ENTRIES);
        settings.setBundleBatchPoolSize(1);
        settings.setBundleBatchMaxPoolSize(1);
        settings.setHibernateSearchIndexFullText(false);
        settings.setHibernateSearchIndexSearchParams(false);
        settings.setIndexMissingFields(StorageSettings.IndexEnabledEnum.DISABLED);
        settings.setExpireSearchResultsAfterMillis(10 * 60_000L);
        settings.setSchedulingDisabled(true);
        // Not offered, and its job asks every ten seconds for a class of JSON-LD that is left out.
        settings.setEnableTaskBulkImportJobExecution(false);
        return settings;
    }
}
