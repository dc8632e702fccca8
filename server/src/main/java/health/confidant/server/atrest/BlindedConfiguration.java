package health.confidant.server.atrest;

import ca.uhn.fhir.jpa.dao.index.DaoSearchParamSynchronizer;
import ca.uhn.fhir.jpa.search.builder.predicate.StringPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** The beans of HAPI's that keep and ask string indexes; ours stand in for them by the same names. */
@Configuration
public class BlindedConfiguration {
    private final BlindPrefix prefixes;

    BlindedConfiguration(BlindPrefix prefixes) {
        this.prefixes = prefixes;
    }

    @Bean
    DaoSearchParamSynchronizer daoSearchParamSynchronizer() {
        return new BlindedIndexes(prefixes);
    }

    /** HAPI hands over the one argument and no other. */
    @Bean
    @Scope("prototype")
    StringPredicateBuilder newStringPredicateBuilder(SearchQueryBuilder search) {
        return new BlindedStrings(search, prefixes);
    }
}
