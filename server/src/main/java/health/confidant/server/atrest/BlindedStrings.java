package health.confidant.server.atrest;

import ca.uhn.fhir.jpa.search.builder.predicate.StringPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import com.healthmarketscience.sqlbuilder.Condition;
import health.confidant.enforcement.Refusals;

/** Asks for the blinded form of what a search by the beginning of a string names. */
final class BlindedStrings extends StringPredicateBuilder {
    private final BlindPrefix prefixes;

    BlindedStrings(SearchQueryBuilder search, BlindPrefix prefixes) {
        super(search);
        this.prefixes = prefixes;
    }

    /** The hash that narrows the search is of the text; what is compared is its blinded form. */
    @Override
    public Condition createPredicateNormalLike(String type, String parameter, String normalized, String like) {
        return super.createPredicateNormalLike(
                type, parameter, normalized, prefixes.blind(type, parameter, normalized) + "%");
    }

    @Override
    public Condition createPredicateNormal(String type, String parameter, String normalized) {
        return super.createPredicateNormalLike(
                type, parameter, normalized, prefixes.blind(type, parameter, normalized));
    }

    /** Infix and suffix cannot be asked of what is blinded by prefix. */
    @Override
    public Condition createPredicateLikeExpressionOnly(String type, String parameter, String like, boolean inverse) {
        throw Refusals.invalid("SEARCH-061 INFIX", "a string can be searched by its beginning or :exact.");
    }
}
