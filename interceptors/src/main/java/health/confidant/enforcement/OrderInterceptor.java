package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SortSpec;

/**
 * Gives every search a total order. Without one PostgreSQL answers in the order of its pages, which hidden rows share:
 * their coming and going would move visible ones, and pages by offset could repeat or skip (ADR 0007).
 */
public final class OrderInterceptor {
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void order(SearchParameterMap search) {
        SortSpec last = new SortSpec(Constants.PARAM_PID);
        if (search.getSort() == null) {
            search.setSort(last);
            return;
        }
        SortSpec sort = search.getSort();
        while (sort.getChain() != null) {
            sort = sort.getChain();
        }
        sort.setChain(last);
    }
}
