package health.confidant.server.oracle;

import java.util.List;
import java.util.Set;

/**
 * One provision of a directive. Empty or null is not said.
 *
 * @param recipients names of persons, teams or organisations
 * @param labels codes of securityLabel: tracks and sensitivities
 * @param type a resource type (class)
 * @param code a code, with its system after a space
 * @param record name of the one record that it is about (data, instance)
 * @param from the days that the data is from, {@code first..last}
 * @param nested exceptions
 */
record Rule(
        boolean permit,
        Set<String> recipients,
        Set<String> purposes,
        Set<String> labels,
        String type,
        String code,
        String record,
        String from,
        When when,
        List<Rule> nested) {
    /** R4: what a nested rule does not say, its parent says. */
    Rule within(Rule parent) {
        return new Rule(
                permit,
                recipients.isEmpty() ? parent.recipients : recipients,
                purposes.isEmpty() ? parent.purposes : purposes,
                labels.isEmpty() ? parent.labels : labels,
                type == null ? parent.type : type,
                code == null ? parent.code : code,
                record == null ? parent.record : record,
                from == null ? parent.from : from,
                when == null ? parent.when : when,
                List.of());
    }
}
