package health.confidant.fhir.profile;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/** Values of primitive types: which JSON they are, and whether HAPI can read them. */
final class JsonScalars {
    /** Of the others every text can be read; narrative is the validator's. */
    private static final Set<String> READ = Set.of(
            "date", "dateTime", "instant", "time", "base64Binary", "integer", "positiveInt", "unsignedInt", "decimal");

    private JsonScalars() {}

    static boolean isScalar(BaseRuntimeElementDefinition<?> type) {
        return switch (type.getChildType()) {
            case PRIMITIVE_DATATYPE, PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG, ID_DATATYPE -> true;
            default -> false;
        };
    }

    /** What is wrong with the value at which the parser is. */
    static Optional<String> fault(
            BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> type, JsonParser parser)
            throws IOException {
        JsonToken token = parser.currentToken();
        Optional<String> form =
                switch (type.getName()) {
                    case "boolean" -> unless(token.isBoolean(), "it has to be true or false");
                    case "integer", "positiveInt", "unsignedInt" ->
                        unless(token == JsonToken.VALUE_NUMBER_INT, "it has to be a whole number without quotes");
                    case "decimal" -> unless(token.isNumeric(), "it has to be a number without quotes");
                    default -> unless(token == JsonToken.VALUE_STRING, "it has to be a text in quotes");
                };
        return form.or(() -> unless(!text(parser).isEmpty(), "it is empty"))
                .or(() -> unless(readable(child, type, text(parser)), notOne(child, type)));
    }

    private static boolean readable(
            BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> type, String text) {
        Object values = child.getInstanceConstructorArguments();
        if (values == null && !READ.contains(type.getName())) {
            return true;
        }
        try {
            ((IPrimitiveType<?>) type.newInstance(values)).setValueAsString(text);
            return true;
        } catch (IllegalArgumentException | DataFormatException e) {
            return false;
        }
    }

    private static String notOne(BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> type) {
        return child.getInstanceConstructorArguments() == null
                ? "it is no " + type.getName()
                : "it is none of the codes that are allowed here";
    }

    private static Optional<String> unless(boolean right, String text) {
        return right ? Optional.empty() : Optional.of(text);
    }

    private static String text(JsonParser parser) {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
