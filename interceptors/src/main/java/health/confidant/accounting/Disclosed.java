package health.confidant.accounting;

import java.time.Instant;
import java.util.List;

/**
 * One disclosure, as the ledger has it.
 *
 * @param recipient reference of who received it
 * @param name of the recipient at the time, or empty
 * @param address of the recipient at the time, or empty
 * @param purpose code of v3-ActReason
 * @param types the types of what was disclosed, each once
 * @param request correlation id of the request that it left by
 */
public record Disclosed(
        Instant at, String recipient, String name, String address, String purpose, List<String> types, String request) {
    public Disclosed {
        types = List.copyOf(types);
    }
}
