package health.confidant.server.atrest;

import ca.uhn.fhir.jpa.dao.index.DaoSearchParamSynchronizer;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamString;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamUri;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.jpa.util.AddRemoveCount;

/**
 * Blinds the string and URI indexes of a resource before HAPI compares them with the stored ones, which are blinded
 * already. Their hashes are of the values as they were.
 */
final class BlindedIndexes extends DaoSearchParamSynchronizer {
    private final BlindPrefix prefixes;

    BlindedIndexes(BlindPrefix prefixes) {
        this.prefixes = prefixes;
    }

    @Override
    public AddRemoveCount synchronizeSearchParamsToDatabase(
            ResourceIndexedSearchParams found, ResourceTable resource, ResourceIndexedSearchParams stored) {
        // HAPI sets the partition later, and what has a new partition is hashed anew: of the value as it was.
        found.myStringParams.forEach(index -> index.setPartitionId(resource.getPartitionId()));
        found.myStringParams.forEach(this::blind);
        found.myUriParams.forEach(index -> index.setPartitionId(resource.getPartitionId()));
        found.myUriParams.forEach(BlindedIndexes::blind);
        return super.synchronizeSearchParamsToDatabase(found, resource, stored);
    }

    private void blind(ResourceIndexedSearchParamString index) {
        if (index.getValueExact() == null) {
            return; // Blinded already: the second write of one transaction.
        }
        index.calculateHashes();
        index.setValueExact(null);
        index.setValueNormalized(
                prefixes.blind(index.getResourceType(), index.getParamName(), index.getValueNormalized()));
    }

    private static void blind(ResourceIndexedSearchParamUri index) {
        if (index.getUri() != null) {
            index.calculateHashes();
            index.setUri(null);
        }
    }
}
