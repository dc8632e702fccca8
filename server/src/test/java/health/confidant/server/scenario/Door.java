package health.confidant.server.scenario;

import java.util.List;
import java.util.function.Function;

/** One way of asking for a record. */
enum Door {
    READ(ReadingDoors::read),
    VREAD(ReadingDoors::vread),
    HISTORY(ReadingDoors::history),
    EVERYTHING(ReadingDoors::everything),
    BATCH(ReadingDoors::batch),
    TRANSACTION(ReadingDoors::transaction),
    SEARCH(SearchDoors::search),
    COUNT(SearchDoors::count),
    INCLUDE(SearchDoors::include),
    REVINCLUDE(SearchDoors::revinclude),
    CHAIN(SearchDoors::chain),
    HAS(SearchDoors::has),
    SORT(SearchDoors::sort),
    MISSING(SearchDoors::missing),
    NEXT_PAGE(SearchDoors::nextPage),
    CONDITIONAL(WritingDoors::conditional),
    PATCH(WritingDoors::patch),
    UPDATE(WritingDoors::update),
    REFERENCE(WritingDoors::reference),
    DOCUMENT(OwnDoors::document),
    EXPLAIN(OwnDoors::explain),
    REPORT(OwnDoors::report),
    DEVICES(OwnDoors::devices),
    EXPORT(OwnDoors::export);

    private final Function<Visit, List<Finding>> way;

    Door(Function<Visit, List<Finding>> way) {
        this.way = way;
    }

    /** A finding for each request made, or for each that could not be. */
    List<Finding> knock(Visit visit) {
        return way.apply(visit);
    }

    /** Whether every request here must show what the caller may see. */
    boolean opens() {
        return switch (this) {
            case READ, VREAD, HISTORY, BATCH, TRANSACTION, SEARCH, COUNT, SORT -> true;
            default -> false;
        };
    }

    /** Whether hit and miss get one answer even from a caller who sees the record. */
    boolean blind() {
        return this == CONDITIONAL;
    }
}
