package health.confidant.fhir.consent;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Actor;
import health.confidant.access.ConsentFact;
import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Cast;
import health.confidant.fhir.CodeSystems;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/** R4 and PCF: elements are ANDed, values of one element ORed, nested rules are exceptions. */
class ConsentSemanticsPropertyTest {
    /** One value of one element each; the same element may come several times. */
    private static final List<Consumer<ProvisionComponent>> VALUES = List.of(
            provision -> actor(provision, "Practitioner/kim"),
            provision -> actor(provision, "Practitioner/lee"),
            provision -> provision.addPurpose(new Coding(CodeSystems.ACT_REASON, "TREAT", null)),
            provision -> provision.addPurpose(new Coding(CodeSystems.ACT_REASON, "HPAYMT", null)),
            provision -> provision.addSecurityLabel(new Coding(CodeSystems.TRACK, "individual", null)),
            provision -> provision.addSecurityLabel(new Coding(CodeSystems.TRACK, "couples", null)),
            provision -> provision.addSecurityLabel(new Coding(CodeSystems.ACT_CODE, "ETHUD", null)),
            provision -> provision.addClass_(new Coding(CodeSystems.RESOURCE_TYPES, "Observation", null)),
            provision -> provision.addClass_(new Coding(CodeSystems.RESOURCE_TYPES, "Condition", null)),
            provision -> provision.addCode(new CodeableConcept(new Coding(CodeSystems.LOINC, "1", null))),
            provision -> provision.addCode(new CodeableConcept(new Coding(CodeSystems.LOINC, "2", null))));

    /** What {@link #VALUES} are values of. */
    private static final List<Integer> ELEMENTS = List.of(0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4);

    private record Asked(AccessRequest request, Segment segment, Observation record) {}

    @Provide
    Arbitrary<Set<Integer>> values() {
        return Arbitraries.integers().between(0, VALUES.size() - 1).set().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Asked> asked() {
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of("Practitioner/kim", "Practitioner/lee", "Practitioner/other"),
                        Arbitraries.of(Purpose.TREAT, Purpose.HPAYMT, Purpose.HLEGAL, Purpose.BTG),
                        Arbitraries.of(Track.INDIVIDUAL, Track.COUPLES, Track.BILLING),
                        Arbitraries.of(true, false),
                        Arbitraries.of("1", "2", "3"))
                .as((who, purpose, track, alcohol, code) -> {
                    Actor actor = Cast.actor(who, Role.PRESCRIBER);
                    Set<Label> labels = alcohol
                            ? Set.of(Label.RESTRICTED, Label.PART2, Label.SUD, Label.ETHUD)
                            : Set.of(Label.RESTRICTED, Label.PART2);
                    Observation record = new Observation();
                    record.setId("Observation/o");
                    record.getCode().addCoding(new Coding(CodeSystems.LOINC, code, null));
                    return new Asked(
                            Cast.asks(actor, purpose),
                            new Segment(7, Cast.ANA, track, labels, "", "", Set.of()),
                            record);
                });
    }

    /** By the words of R4, over the values themselves. */
    private static boolean selects(Set<Integer> values, Asked asked, boolean permit) {
        List<Boolean> holds = List.of(
                asked.request().actor().reference().equals("Practitioner/kim"),
                asked.request().actor().reference().equals("Practitioner/lee"),
                asked.request().purpose() == Purpose.TREAT,
                asked.request().purpose() == Purpose.HPAYMT,
                asked.segment().track() == Track.INDIVIDUAL,
                asked.segment().track() == Track.COUPLES,
                asked.segment().labels().contains(Label.ETHUD),
                true,
                false,
                asked.record().getCode().getCodingFirstRep().getCode().equals("1"),
                asked.record().getCode().getCodingFirstRep().getCode().equals("2"));
        boolean all = true;
        for (int element = 0; element < 5; element++) {
            int which = element;
            List<Integer> said = values.stream()
                    .filter(value -> ELEMENTS.get(value) == which)
                    .toList();
            all &= said.isEmpty() || said.stream().anyMatch(holds::get);
        }
        // A permit names whom and why, and the couples track.
        boolean couples = asked.segment().track() != Track.COUPLES || values.contains(5);
        boolean named = (values.contains(0) || values.contains(1)) && (values.contains(2) || values.contains(3));
        return all && (!permit || couples && named);
    }

    @Property
    void aPermitSelectsWhatItsElementsSayTogether(@ForAll("values") Set<Integer> values, @ForAll("asked") Asked asked) {
        assertThat(speaks(rule(ConsentProvisionType.PERMIT, values), Effect.PERMIT, asked))
                .isEqualTo(describes(values) && selects(values, asked, true));
    }

    @Property
    void aDenySelectsWhatItsElementsSayTogether(@ForAll("values") Set<Integer> values, @ForAll("asked") Asked asked) {
        assertThat(speaks(rule(ConsentProvisionType.DENY, values), Effect.DENY, asked))
                .isEqualTo(selects(values, asked, false));
    }

    @Property
    void aNestedPermitIsTakenOutOfTheDeny(
            @ForAll("values") Set<Integer> outer, @ForAll("values") Set<Integer> inner, @ForAll("asked") Asked asked) {
        ProvisionComponent root = rule(ConsentProvisionType.DENY, outer);
        root.addProvision(rule(ConsentProvisionType.PERMIT, inner));
        Set<Integer> whole = within(inner, outer);
        boolean excepted = describes(whole) && selects(whole, asked, true);
        assertThat(speaks(root, Effect.DENY, asked)).isEqualTo(selects(outer, asked, false) && !excepted);
        assertThat(speaks(root, Effect.PERMIT, asked)).isEqualTo(excepted);
    }

    @Property
    void aNestedDenyIsTakenOutOfThePermit(
            @ForAll("values") Set<Integer> outer, @ForAll("values") Set<Integer> inner, @ForAll("asked") Asked asked) {
        ProvisionComponent root = rule(ConsentProvisionType.PERMIT, outer);
        root.addProvision(rule(ConsentProvisionType.DENY, inner));
        assertThat(speaks(root, Effect.DENY, asked)).isEqualTo(selects(within(inner, outer), asked, false));
    }

    /** A nested rule has its root's values where it has none of its own, element by element. */
    private static Set<Integer> within(Set<Integer> inner, Set<Integer> outer) {
        Set<Integer> own = inner.stream().map(ELEMENTS::get).collect(Collectors.toSet());
        Set<Integer> whole = outer.stream()
                .filter(value -> !own.contains(ELEMENTS.get(value)))
                .collect(Collectors.toSet());
        whole.addAll(inner);
        return whole;
    }

    /** 42 CFR 2.31(a)(3): a permit says of what; without it, or without (4) or (5), it is none. */
    private static boolean describes(Set<Integer> values) {
        return values.stream().map(ELEMENTS::get).anyMatch(element -> element >= 2);
    }

    private static boolean speaks(ProvisionComponent root, Effect effect, Asked asked) {
        Consent consent = new Consent()
                .setStatus(Consent.ConsentState.ACTIVE)
                .setPatient(new Reference("Patient/ana"))
                .setDateTimeElement(new DateTimeType("2026-03-01T09:12:00Z"))
                .addPerformer(new Reference("Patient/ana"))
                .addOrganization(new Reference("Organization/program"))
                .setSource(new Reference("DocumentReference/signed"))
                .addPolicy(new Consent.ConsentPolicyComponent()
                        .setUri("https://confidant.health/policy/part2-consent/2026-02"))
                .setProvision(root);
        List<ProvisionDraft> drafts = ConsentProvisions.of(consent);
        Set<ProvisionId> carve = drafts.stream()
                .filter(draft ->
                        draft.content().matches(RecordContent.of(asked.record()), draft.effect(), named -> Set.of()))
                .map(draft -> new ProvisionId("Consent/c#" + draft.index()))
                .collect(Collectors.toSet());
        Segment segment = asked.segment();
        Segment carved = new Segment(segment.id(), segment.owner(), segment.track(), segment.labels(), "", "", carve);
        List<ConsentFact> exceptions = facts(drafts, true, List.of());
        return facts(drafts, false, exceptions).stream()
                .filter(fact -> fact.effect() == effect)
                .anyMatch(fact -> fact.selects(asked.request(), carved));
    }

    private static List<ConsentFact> facts(
            List<ProvisionDraft> drafts, boolean exceptionsAlone, List<ConsentFact> exceptions) {
        List<ConsentFact> facts = new ArrayList<>();
        for (ProvisionDraft draft : drafts) {
            if (!exceptionsAlone || draft.exceptionTo() == 0) {
                facts.add(new ConsentFact(
                        new ProvisionId("Consent/c#" + draft.index()),
                        Cast.ANA,
                        draft.effect(),
                        draft.recipients(),
                        draft.purposes(),
                        draft.tracks(),
                        draft.labels(),
                        draft.period(),
                        !draft.content().isEmpty(),
                        draft.effect() == Effect.DENY && draft.index() == 0 ? exceptions : List.of()));
            }
        }
        return facts;
    }

    private static ProvisionComponent rule(ConsentProvisionType type, Set<Integer> values) {
        ProvisionComponent provision = new ProvisionComponent().setType(type);
        values.forEach(value -> VALUES.get(value).accept(provision));
        return provision;
    }

    private static void actor(ProvisionComponent provision, String reference) {
        provision
                .addActor()
                .setRole(new CodeableConcept(new Coding(CodeSystems.PARTICIPATION_TYPE, "IRCP", null)))
                .setReference(new Reference(reference));
    }
}
