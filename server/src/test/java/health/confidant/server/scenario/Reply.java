package health.confidant.server.scenario;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.FhirPathExecutionException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * An answer, and whether a sentence of the table holds of it: a status, {@code says} and {@code does not say} of its text,
 * {@code leads to} of a redirect, {@code header X says} of a header, else FHIRPath. JSON that is no FHIR is read as Parameters of the same names, lines of
 * resources as the entries of a Bundle. {@code %name.part} is short for the value of that parameter.
 */
record Reply(int status, String body, HttpHeaders headers) {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATUS = Pattern.compile("(\\d{3})(?: ([A-Z]+-\\d{3}))?");
    private static final Pattern HEADER = Pattern.compile("header (\\S+) says (.+)");
    private static final Pattern NAMED = Pattern.compile("%([A-Za-z_]+)((?:\\.[a-z_]++(?!\\())*)");

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.body() == null ? "" : response.body(), response.headers());
    }

    boolean holds(String sentence) {
        Matcher expected = STATUS.matcher(sentence);
        if (expected.matches()) {
            return status == Integer.parseInt(expected.group(1))
                    && (expected.group(2) == null || body.contains("\"diagnostics\":\"" + expected.group(2)));
        }
        if (sentence.startsWith("says ")) {
            return body.contains(sentence.substring("says ".length()));
        }
        if (sentence.startsWith("does not say ")) {
            return !body.contains(sentence.substring("does not say ".length()));
        }
        if (sentence.equals("leads nowhere")) {
            return header("Location").isEmpty();
        }
        if (sentence.startsWith("leads to ")) {
            return header("Location").contains(sentence.substring("leads to ".length()));
        }
        Matcher header = HEADER.matcher(sentence);
        if (header.matches()) {
            return header(header.group(1)).contains(header.group(2));
        }
        List<IBase> found = evaluate(sentence);
        return found.size() == 1 && found.get(0) instanceof BooleanType truth && truth.booleanValue();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The first value that the expression finds. */
    Optional<String> value(String expression) {
        return evaluate(expression).stream()
                .findFirst()
                .map(found -> found instanceof Type type ? type.primitiveValue() : null);
    }

    private List<IBase> evaluate(String expression) {
        try {
            return FHIR.newFhirPath().evaluate(resource(), path(expression), IBase.class);
        } catch (FhirPathExecutionException e) {
            throw new IllegalArgumentException("No FHIRPath: " + expression, e);
        }
    }

    private static String path(String expression) {
        return NAMED.matcher(expression).replaceAll(named -> {
            StringBuilder path = new StringBuilder("parameter.where(name='" + named.group(1) + "')");
            for (String part : named.group(2).isEmpty()
                    ? new String[0]
                    : named.group(2).substring(1).split("\\.")) {
                path.append(".part.where(name='").append(part).append("')");
            }
            return path.append(".value").toString();
        });
    }

    private Resource resource() {
        if (header("Content-Type").contains("ndjson")) {
            Bundle lines = new Bundle();
            body.lines().forEach(line -> lines.addEntry().setResource(fhir(line)));
            return lines;
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json.has("resourceType")) {
                return fhir(body);
            }
            Parameters parameters = new Parameters();
            json.properties().forEach(field -> each(field.getValue())
                    .forEach(value -> fill(parameters.addParameter().setName(field.getKey()), value)));
            return parameters;
        } catch (JsonProcessingException e) {
            return new Parameters();
        }
    }

    private static void fill(ParametersParameterComponent into, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(field -> each(field.getValue())
                    .forEach(one -> fill(into.addPart().setName(field.getKey()), one)));
        } else if (value.isBoolean()) {
            into.setValue(new BooleanType(value.booleanValue()));
        } else if (value.isNumber()) {
            into.setValue(new DecimalType(value.decimalValue()));
        } else {
            into.setValue(new StringType(value.asText()));
        }
    }

    private static Iterable<JsonNode> each(JsonNode value) {
        return value.isArray() ? value : List.of(value);
    }

    private static Resource fhir(String json) {
        return (Resource) FHIR.newJsonParser().parseResource(json);
    }
}
