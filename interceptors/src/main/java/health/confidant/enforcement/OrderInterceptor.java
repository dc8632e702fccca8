package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Gives every search a total order. Without one PostgreSQL answers in the order of its pages, which hidden rows share:
 * their coming and going would move visible ones, and pages by offset could repeat or skip (ADR 0007).
 */
public final class OrderInterceptor {
    /** What a search can be sorted by: its index is stored in an order (ADR 0062). */
    private static final Set<RestSearchParameterTypeEnum> ORDERED = Set.of(
            RestSearchParameterTypeEnum.DATE,
            RestSearchParameterTypeEnum.NUMBER,
            RestSearchParameterTypeEnum.QUANTITY,
            RestSearchParameterTypeEnum.REFERENCE);

    private static final Set<String> ALWAYS =
            Set.of(Constants.PARAM_ID, Constants.PARAM_LASTUPDATED, Constants.PARAM_PID);

    private final BiFunction<String, String, Optional<RestSearchParameterTypeEnum>> types;

    /** @param types the type of a search parameter, by type of resource and name */
    public OrderInterceptor(BiFunction<String, String, Optional<RestSearchParameterTypeEnum>> types) {
        this.types = types;
    }

    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void order(RequestDetails request, SearchParameterMap search) {
        SortSpec last = new SortSpec(Constants.PARAM_PID);
        if (search.getSort() == null) {
            search.setSort(last);
            return;
        }
        SortSpec sort = search.getSort();
        refuseUnordered(request, sort);
        while (sort.getChain() != null) {
            sort = sort.getChain();
            refuseUnordered(request, sort);
        }
        sort.setChain(last);
    }

    /** Names and codes are stored blinded, so that an order by them would be none. */
    private void refuseUnordered(RequestDetails request, SortSpec sort) {
        String type = request == null ? null : request.getResourceName();
        boolean ordered = type == null
                || ALWAYS.contains(sort.getParamName())
                || types.apply(type, sort.getParamName())
                        .filter(ORDERED::contains)
                        .isPresent();
        if (!ordered) {
            throw Refusals.invalid(
                    "SEARCH-060 SORT",
                    "records are sorted by _id, _lastUpdated, dates, numbers, quantities and references alone: names and"
                            + " codes are stored blinded. Sort by them after you have read them.");
        }
    }
}
