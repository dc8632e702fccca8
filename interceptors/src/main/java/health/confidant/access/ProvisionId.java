package health.confidant.access;

/** Names one consent or restriction provision whose own selectors carve segments: {@code Consent/[id]#[index]}. */
public record ProvisionId(String value) {}
