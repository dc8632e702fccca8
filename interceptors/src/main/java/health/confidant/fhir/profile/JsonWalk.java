package health.confidant.fhir.profile;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One walk over the tokens of a resource, beside HAPI's definitions of R4. It builds nothing, since a source system's
 * bundle may be large. Every step ends at the last token of what it looked at.
 */
final class JsonWalk {
    private static final String RESOURCE_TYPE = "resourceType";
    /** HAPI's parser takes them everywhere, as FHIR's first version had them. */
    private static final String COMMENTS = "fhir_comments";

    private static final Set<String> BESIDE = Set.of("id", "extension");
    /** How many values an element has that there is none of. */
    private static final int NONE = -1;

    private static final String NO_RESOURCE = "a resource is an object with a resourceType of R4";
    private static final String NO_OBJECT = "it has to be an object";

    private final FhirContext fhir;
    private final BaseRuntimeElementCompositeDefinition<?> extension;
    private final JsonFaults faults = new JsonFaults();
    private JsonParser parser;

    JsonWalk(FhirContext fhir, JsonParser parser) {
        this.fhir = fhir;
        this.parser = parser;
        this.extension = (BaseRuntimeElementCompositeDefinition<?>) fhir.getElementDefinition("Extension");
    }

    List<Fault> faults() throws IOException {
        parser.nextToken();
        resource();
        return faults.all();
    }

    private void resource() throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            wrong("type", NO_RESOURCE);
            return;
        }
        JsonParser whole = parser;
        String type;
        if (RESOURCE_TYPE.equals(parser.nextFieldName())) {
            parser.nextToken();
            type = parser.getText();
            parser.skipChildren();
            parser.nextToken();
        } else {
            // Most begin with it; where one does not, what it is has to be found first.
            TokenBuffer rest = new TokenBuffer(parser);
            type = setAside(rest);
            parser = rest.asParser();
            parser.nextToken();
        }
        if (fhir.getResourceTypes().contains(type)) {
            faults.root(type);
            object(fhir.getResourceDefinition(type)::getChildByName);
        } else {
            faults.add("type", NO_RESOURCE);
            skipRest();
        }
        parser = whole;
    }

    /** Copies the object that the parser is in, from its first name to its end; what it is, if it says. */
    private String setAside(TokenBuffer rest) throws IOException {
        String type = "";
        while (parser.currentToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(RESOURCE_TYPE) && type.isEmpty()) {
                type = parser.getText();
                parser.skipChildren();
            } else {
                rest.writeFieldName(name);
                rest.copyCurrentStructure(parser);
            }
            parser.nextToken();
        }
        rest.writeEndObject();
        return type;
    }

    private void skipRest() throws IOException {
        for (; parser.currentToken() == JsonToken.FIELD_NAME; parser.nextToken()) {
            parser.nextToken();
            parser.skipChildren();
        }
    }

    /** From the first name of an object, or its end. */
    private void object(Function<String, BaseRuntimeChildDefinition> children) throws IOException {
        Map<String, Integer> sizes = new HashMap<>();
        for (; parser.currentToken() == JsonToken.FIELD_NAME; parser.nextToken()) {
            String name = parser.currentName();
            parser.nextToken();
            int mark = faults.enter(name);
            if (sizes.getOrDefault(name, NONE) == NONE) {
                sizes.put(name, property(children, name));
            } else {
                wrong("twice", "it is there twice");
            }
            faults.leave(mark);
        }
        sizes.forEach((name, size) -> {
            if (name.startsWith("_") && size > sizes.getOrDefault(name.substring(1), 0)) {
                int mark = faults.enter(name);
                faults.add("extensions", "it is longer than the list of values, in which null may stand for none");
                faults.leave(mark);
            }
        });
    }

    /** How many values a list has; extensions of a single value stand without it. */
    private int property(Function<String, BaseRuntimeChildDefinition> children, String name) throws IOException {
        if (name.equals(COMMENTS)) {
            parser.skipChildren();
            return 1;
        }
        boolean beside = name.startsWith("_");
        String plain = beside ? name.substring(1) : name;
        BaseRuntimeChildDefinition child = children.apply(plain);
        BaseRuntimeElementDefinition<?> type = child == null ? null : type(child, plain);
        if (type == null || beside && !JsonScalars.isScalar(type)) {
            faults.unknown(name);
            parser.skipChildren();
            return NONE;
        }
        boolean many = child.getMax() != 1;
        if (many != parser.isExpectedStartArrayToken()) {
            return wrong("list", many ? "it has to be a list" : "it has to be one value and no list");
        }
        if (!many) {
            value(child, type, beside);
            return beside ? 0 : 1;
        }
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int mark = faults.item(size++);
            // FHIR R4, 2.6.2.3: null keeps values and their extensions in step.
            if (parser.currentToken() != JsonToken.VALUE_NULL || !JsonScalars.isScalar(type)) {
                value(child, type, beside);
            }
            faults.leave(mark);
        }
        return size;
    }

    private BaseRuntimeElementDefinition<?> type(BaseRuntimeChildDefinition child, String name) {
        return name.equals("modifierExtension") ? extension : child.getChildByName(name);
    }

    private void value(BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> type, boolean beside)
            throws IOException {
        if (beside) {
            inside(name -> BESIDE.contains(name) ? extension.getChildByName(name) : null);
        } else if (JsonScalars.isScalar(type)) {
            JsonScalars.fault(child, type, parser).ifPresent(text -> faults.add("value", text));
            parser.skipChildren();
        } else if (type instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            inside(composite::getChildByName);
        } else {
            resource();
        }
    }

    private void inside(Function<String, BaseRuntimeChildDefinition> children) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            wrong("type", NO_OBJECT);
        } else if (parser.nextToken() == JsonToken.END_OBJECT) {
            faults.add("empty", "it is empty");
        } else {
            object(children);
        }
    }

    private int wrong(String rule, String text) throws IOException {
        faults.add(rule, text);
        parser.skipChildren();
        return 0;
    }
}
