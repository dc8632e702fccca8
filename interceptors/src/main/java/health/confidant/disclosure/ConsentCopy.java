package health.confidant.disclosure;

import health.confidant.access.ProvisionId;

/**
 * What goes with a disclosure of the consent that it is made on (42 CFR 2.32(b)).
 *
 * @param provision the rule that permits it
 * @param patient {@code Patient/[id]}, who consented
 * @param owner key of the patient in {@code confidant.owner}
 * @param consent {@code Consent/[id]}, or {@code Task/[id]} of a court order
 * @param version of the Consent, or 0 when it was changed meanwhile
 * @param explanation the scope in one sentence
 */
public record ConsentCopy(
        ProvisionId provision, String patient, int owner, String consent, long version, String explanation) {}
