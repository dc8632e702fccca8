package health.confidant.enforcement;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import health.confidant.audit.AuditRecord.Action;

/** What an interaction of FHIR's is in the journal. */
final class RecordedActions {
    private RecordedActions() {}

    /** @return null for what shows nothing of anybody's, such as the capability statement */
    static Action of(RestOperationTypeEnum operation) {
        if (operation == null) {
            return null;
        }
        return switch (operation) {
            case READ -> Action.READ;
            case VREAD -> Action.VREAD;
            case HISTORY_INSTANCE -> Action.HISTORY;
            case SEARCH_TYPE, GET_PAGE -> Action.SEARCH;
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case PATCH -> Action.PATCH;
            case DELETE -> Action.DELETE;
            case TRANSACTION, EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_TYPE -> Action.OPERATION;
            default -> null;
        };
    }
}
