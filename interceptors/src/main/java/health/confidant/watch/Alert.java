package health.confidant.watch;

import java.util.List;
import java.util.UUID;

/**
 * What a rule saw.
 *
 * @param rule name of the rule
 * @param subject what tells this alert from another one of the rule, so that each is raised once
 * @param because one plain sentence
 * @param records ids of the records that show it
 */
public record Alert(String rule, String subject, String because, List<UUID> records) {
    public Alert {
        records = List.copyOf(records);
    }
}
