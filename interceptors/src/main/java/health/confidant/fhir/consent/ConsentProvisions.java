package health.confidant.fhir.consent;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.fhir.Periods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * FHIR Consent to rules of the engine. Whatever is not understood closes and never opens:
 *
 * <ul>
 *   <li>A Consent that is not active gives nothing.
 *   <li>The root rule's type is read, as PCF demands (R4's text bars it there); a missing type is deny.
 *   <li>Nested rules are exceptions to the root (R4) and have its selectors where they have none of their own. In a
 *       permit, nested denies become denies. In a deny, nested permits are permits, and exceptions to the deny. A nested
 *       permit in a permit is no exception and adds nothing.
 *   <li>A permit needs every element of 42 CFR 2.31(a) ({@link ConsentElements}); a deny needs none.
 *   <li>A selector that cannot be represented (action, an unknown class, purpose or label, an actor without reference,
 *       modifier extensions, a third level) would be dropped and widen the rule. A permit that has one is not applied at
 *       all; a deny applies to everything that the rest of it selects. {@link ConsentRules} refuses such a Consent when
 *       it is written; what was stored otherwise is closed here.
 *   <li>A period that contains nothing gives no permit, and a deny for ever.
 * </ul>
 */
public final class ConsentProvisions {
    private ConsentProvisions() {}

    public static List<ProvisionDraft> of(Consent consent) {
        if (consent.getStatus() != ConsentState.ACTIVE || !consent.hasProvision()) {
            return List.of();
        }
        boolean valid = ConsentElements.missing(consent).isEmpty()
                && !consent.hasModifierExtension()
                && !Provisions.tooDeep(consent);
        Stream<ProvisionDraft> rules =
                Provisions.isPermit(consent.getProvision()) ? opening(consent, valid) : closing(consent, valid);
        List<ProvisionDraft> drafts = rules.toList();
        return IntStream.range(0, drafts.size())
                .mapToObj(index -> drafts.get(index).at(index))
                .toList();
    }

    private static Stream<ProvisionDraft> opening(Consent consent, boolean valid) {
        ProvisionComponent root = consent.getProvision();
        Stream<ProvisionDraft> denies = root.getProvision().stream()
                .filter(nested -> !Provisions.isPermit(nested))
                .map(nested -> deny(Selectors.nested(nested, root)));
        return Stream.concat(permit(Selectors.of(root)).filter(permit -> valid).stream(), denies);
    }

    private static Stream<ProvisionDraft> closing(Consent consent, boolean valid) {
        ProvisionComponent root = consent.getProvision();
        List<ProvisionDraft> drafts = new ArrayList<>(List.of(deny(Selectors.of(root))));
        for (ProvisionComponent nested : root.getProvision()) {
            Selectors selectors = Selectors.nested(nested, root);
            if (Provisions.isPermit(nested)) {
                permit(selectors)
                        .filter(permit -> valid)
                        .map(permit -> permit.exceptTo(0))
                        .ifPresent(drafts::add);
            } else {
                drafts.add(deny(selectors));
            }
        }
        return drafts.stream();
    }

    private static Optional<ProvisionDraft> permit(Selectors selectors) {
        return Optional.of(selectors.draft(Effect.PERMIT))
                .filter(draft -> selectors.exact() && !draft.period().equals(Periods.NEVER));
    }

    private static ProvisionDraft deny(Selectors selectors) {
        Selectors lasting = selectors.period().equals(Periods.NEVER) ? selectors.forEver() : selectors;
        return lasting.draft(Effect.DENY);
    }
}
