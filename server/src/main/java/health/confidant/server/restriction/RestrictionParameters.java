package health.confidant.server.restriction;

import health.confidant.enforcement.Refusals;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import health.confidant.fhir.restriction.RestrictionRequest;
import health.confidant.fhir.restriction.RestrictionRequest.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/**
 * The parameters of {@code $request-restriction}: {@code kind} (hide, omit, self-pay), {@code words}, and what and
 * against whom: {@code recipient}, {@code purpose}, {@code track}, {@code type}, {@code code}, {@code target},
 * {@code services}, {@code from}, {@code paidInFull}.
 */
final class RestrictionParameters {
    /** 45 CFR 164.522(a) names no time; the program promises one. */
    static final Duration TERM = Duration.ofDays(30);

    private static final int LONGEST = 2000;
    /** Narrative and findings; never what the law has the program write down, such as visits and prescriptions. */
    static final Set<String> OMISSIBLE = Set.of(
            "CarePlan", "Communication", "DocumentReference", "Goal", "Media", "Observation", "QuestionnaireResponse");

    private static final Map<String, Class<?>> KNOWN = Map.ofEntries(
            Map.entry("kind", PrimitiveType.class),
            Map.entry("words", PrimitiveType.class),
            Map.entry("recipient", Reference.class),
            Map.entry("purpose", PrimitiveType.class),
            Map.entry("track", PrimitiveType.class),
            Map.entry("type", PrimitiveType.class),
            Map.entry("code", Coding.class),
            Map.entry("target", Reference.class),
            Map.entry("services", Period.class),
            Map.entry("from", BaseDateTimeType.class),
            Map.entry("paidInFull", BooleanType.class));

    private final Parameters parameters;

    private RestrictionParameters(Parameters parameters) {
        this.parameters = parameters;
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException where something is missing or unknown */
    static RestrictionRequest read(
            Resource resource,
            String patient,
            String requester,
            Instant now,
            Optional<String> organization,
            List<String> officers) {
        if (!(resource instanceof Parameters parameters)) {
            throw refusal("RESTRICTION-001", "send a Parameters resource with at least kind and words.");
        }
        RestrictionParameters given = new RestrictionParameters(parameters);
        given.known();
        Kind kind = given.kind();
        String words = given.text("words")
                .filter(text -> text.length() <= LONGEST)
                .orElseThrow(() -> refusal(
                        "RESTRICTION-001", "say in words what you ask for, in at most " + LONGEST + " characters."));
        RestrictionRequest request = new RestrictionRequest(
                kind,
                patient,
                requester,
                words,
                given.references("recipient"),
                kind == Kind.SELF_PAY ? List.of("HPAYMT", "HOPERAT") : given.texts("purpose"),
                given.texts("track"),
                given.texts("type"),
                given.all("code", Coding.class),
                given.references("target"),
                given.one("services", Period.class),
                given.one("from", BaseDateTimeType.class)
                        .map(from -> Periods.of(from).start())
                        .orElse(now),
                now,
                now.plus(TERM),
                organization,
                officers);
        given.check(request);
        return request;
    }

    private void check(RestrictionRequest request) {
        switch (request.kind()) {
            case HIDE -> {
                if (request.services().isPresent()) {
                    throw refusal("RESTRICTION-001", "services is for the kind self-pay.");
                }
            }
            case OMIT -> {
                boolean selects = !request.codes().isEmpty() || !request.types().isEmpty();
                if (!selects || !request.targets().isEmpty() || !OMISSIBLE.containsAll(request.types())) {
                    throw refusal(
                            "RESTRICTION-002 OMIT",
                            "say by code or type what is to be left out before it is written; the types are "
                                    + String.join(
                                            ", ", OMISSIBLE.stream().sorted().toList())
                                    + ". What is written already can be hidden.");
                }
            }
            case SELF_PAY -> {
                boolean plan = !request.recipients().isEmpty()
                        && request.recipients().stream().allMatch(to -> to.startsWith("Organization/"));
                boolean paid = all("paidInFull", BooleanType.class).stream().anyMatch(BooleanType::booleanValue);
                boolean when = request.services()
                        .filter(period -> period.hasStart() && period.hasEnd())
                        .isPresent();
                if (!plan || !paid || !when) {
                    throw refusal(
                            "RESTRICTION-003 SELF-PAY",
                            "name the plan (recipient), from when to when the services were (services), and that they"
                                    + " are paid in full (paidInFull).");
                }
            }
        }
    }

    /** What is asked for is not made narrower or wider by what was not understood. */
    private void known() {
        for (ParametersParameterComponent parameter : parameters.getParameter()) {
            Class<?> type = KNOWN.get(parameter.getName());
            if (type == null || !type.isInstance(parameter.getValue())) {
                throw refusal(
                        "RESTRICTION-001",
                        "a parameter has another name, or a value of another type, than these: "
                                + String.join(
                                        ", ", KNOWN.keySet().stream().sorted().toList())
                                + ". The OperationDefinition says which type each has.");
            }
        }
    }

    private Kind kind() {
        return text("kind")
                .flatMap(text -> Arrays.stream(Kind.values())
                        .filter(kind -> kind.code().equals(text))
                        .findFirst())
                .orElseThrow(() -> refusal("RESTRICTION-001", "kind is hide, omit or self-pay."));
    }

    private Optional<String> text(String name) {
        return texts(name).stream().findFirst();
    }

    private List<String> texts(String name) {
        return values(name)
                .filter(PrimitiveType.class::isInstance)
                .map(value -> ((PrimitiveType<?>) value).getValueAsString())
                .filter(text -> text != null && !text.isBlank())
                .toList();
    }

    private List<String> references(String name) {
        return all(name, Reference.class).stream()
                .map(reference -> References.literal(reference)
                        .orElseThrow(
                                () -> refusal("RESTRICTION-001", name + " names somebody or something as Type/id.")))
                .toList();
    }

    private <T extends Type> Optional<T> one(String name, Class<T> type) {
        List<T> given = all(name, type);
        if (given.size() > 1) {
            throw refusal("RESTRICTION-001", "send " + name + " once; ask once more for what else you want.");
        }
        return given.stream().findFirst();
    }

    private <T extends Type> List<T> all(String name, Class<T> type) {
        return values(name).filter(type::isInstance).map(type::cast).toList();
    }

    private Stream<Type> values(String name) {
        return parameters.getParameter().stream()
                .filter(parameter -> name.equals(parameter.getName()))
                .map(ParametersParameterComponent::getValue)
                .filter(value -> value != null);
    }

    private static RuntimeException refusal(String code, String text) {
        return Refusals.unprocessable(code, text);
    }
}
