package health.confidant.fhir.consent;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.fhir.Periods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * FHIR Consent to rules of the engine. Whatever is not understood closes and never opens:
 *
 * <ul>
 *   <li>A Consent that is not active gives nothing.
 *   <li>The root rule's type is read, as PCF demands (R4's text bars it there); a missing type is deny.
 *   <li>Nested rules are exceptions to the root (R4) and have its selectors where they have none of their own. In a
 *       permit, nested denies become denies. In a deny, nested permits are taken out of the deny where
 *       {@link Exceptions} can, and are ignored where it cannot, so that the deny stays whole. A nested permit in a
 *       permit is no exception and adds nothing.
 *   <li>A permit needs every element of 42 CFR 2.31(a) ({@link ConsentElements}); a deny needs none.
 *   <li>Selectors that cannot be represented yet (class, code, data, dataPeriod, action, an unknown purpose or label,
 *       an actor without reference, modifier extensions, a third level) would be dropped and widen the rule. A permit
 *       that has one is not applied at all; a deny applies to everything that the rest of it selects.
 *   <li>Within one securityLabel, tracks and labels are ORed (R4); here they are two sets and ANDed. That narrows a
 *       permit, which is safe; a deny becomes two, one of each.
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
                isPermit(consent.getProvision()) ? opening(consent, valid) : closing(consent, valid);
        List<ProvisionDraft> drafts = rules.toList();
        return IntStream.range(0, drafts.size())
                .mapToObj(index -> drafts.get(index).at(index))
                .toList();
    }

    private static Stream<ProvisionDraft> opening(Consent consent, boolean valid) {
        Selectors root = Selectors.of(consent.getProvision());
        Stream<ProvisionDraft> denies = consent.getProvision().getProvision().stream()
                .filter(nested -> !isPermit(nested))
                .flatMap(nested -> denies(Selectors.of(nested).within(root)));
        return Stream.concat(permit(root).filter(permit -> valid).stream(), denies);
    }

    private static Stream<ProvisionDraft> closing(Consent consent, boolean valid) {
        Selectors root = Selectors.of(consent.getProvision());
        List<ProvisionDraft> denies = denies(root).toList();
        List<ProvisionDraft> permits = new ArrayList<>();
        List<ProvisionDraft> further = new ArrayList<>();
        for (ProvisionComponent nested : consent.getProvision().getProvision()) {
            Selectors selectors = Selectors.of(nested).within(root);
            if (!isPermit(nested)) {
                denies(selectors).forEach(further::add);
                continue;
            }
            Optional<ProvisionDraft> permit = permit(selectors).filter(p -> valid);
            if (permit.isPresent() && denies.stream().allMatch(deny -> Exceptions.canCarve(deny, permit.get()))) {
                denies = denies.stream()
                        .flatMap(deny -> Exceptions.carve(deny, permit.get()).stream())
                        .toList();
                permits.add(permit.get());
            }
        }
        return Stream.of(denies, further, permits).flatMap(List::stream);
    }

    private static Optional<ProvisionDraft> permit(Selectors selectors) {
        return Optional.of(selectors.draft(Effect.PERMIT))
                .filter(draft -> selectors.exact() && !draft.period().equals(Periods.NEVER));
    }

    private static Stream<ProvisionDraft> denies(Selectors selectors) {
        Selectors lasting = selectors.period().equals(Periods.NEVER) ? selectors.forEver() : selectors;
        ProvisionDraft deny = lasting.draft(Effect.DENY);
        if (deny.tracks().isEmpty() || deny.labels().isEmpty()) {
            return Stream.of(deny);
        }
        return Stream.of(lasting.labelled(deny.tracks(), Set.of()), lasting.labelled(Set.of(), deny.labels()))
                .map(half -> half.draft(Effect.DENY));
    }

    private static boolean isPermit(ProvisionComponent provision) {
        return provision.getType() == ConsentProvisionType.PERMIT;
    }
}
