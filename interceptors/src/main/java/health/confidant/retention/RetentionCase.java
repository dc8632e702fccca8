package health.confidant.retention;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The records of one class of one person or couple.
 *
 * @param subject reference of the owner
 * @param jurisdiction of the program; postal code of the state
 * @param birth unknown counts as a minor who is never old enough: kept until somebody finds out, if a rule asks for age
 * @param lastActivity last entry, or for papers and audit the day they were last in effect
 * @param open whether the treatment, or the paper, is still in effect
 * @param held whether a legal hold is in force
 */
public record RetentionCase(
        String subject,
        RecordClass recordClass,
        String jurisdiction,
        Optional<LocalDate> birth,
        LocalDate lastActivity,
        boolean open,
        boolean held) {}
