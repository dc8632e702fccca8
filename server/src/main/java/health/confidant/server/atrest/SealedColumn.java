package health.confidant.server.atrest;

import java.util.Map;

/** Columns of HAPI's service tables, by entity and attribute, that are sealed with the service key or not kept. */
final class SealedColumn {
    /** What happens to the column. */
    enum Rule {
        /** Text, sealed. */
        TEXT,
        /** Bytes, sealed as text in their place. */
        BYTES,
        /** Not kept: nothing reads it. */
        NONE
    }

    /** Entity, then attribute. The dropped ones are values that a search finds by their hash. */
    static final Map<String, Map<String, Rule>> ALL = Map.of(
            "ca.uhn.fhir.jpa.entity.Search",
            Map.of(
                    "mySearchQueryString", Rule.NONE,
                    "mySearchQueryStringVc", Rule.TEXT,
                    "mySearchQueryStringHash", Rule.NONE,
                    "mySearchParameterMap", Rule.NONE,
                    "mySearchParameterMapBin", Rule.BYTES,
                    "myFailureMessage", Rule.NONE),
            "ca.uhn.fhir.jpa.entity.Batch2JobInstanceEntity",
            Map.of("myParamsJsonVc", Rule.TEXT, "myReportVc", Rule.TEXT, "myUserDataJson", Rule.TEXT),
            "ca.uhn.fhir.jpa.entity.Batch2WorkChunkEntity",
            Map.of("mySerializedDataVc", Rule.TEXT),
            "ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken",
            Map.of("mySystem", Rule.NONE, "myValue", Rule.NONE),
            "ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamUri",
            Map.of("myUri", Rule.NONE),
            "ca.uhn.fhir.jpa.model.entity.ResourceIndexedComboTokenNonUnique",
            Map.of("myIndexString", Rule.NONE));

    private SealedColumn() {}
}
