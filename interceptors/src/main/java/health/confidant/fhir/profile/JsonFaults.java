package health.confidant.fhir.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The faults of a walk, each with the path where it stands. An unknown name that cannot be an element's is not repeated. */
final class JsonFaults {
    /** More are of no use to anybody, and a body may have as many as it has bytes. */
    private static final int MOST = 100;

    private static final Pattern NAME = Pattern.compile("_?[A-Za-z][A-Za-z0-9]{0,63}");

    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();

    List<Fault> all() {
        return List.copyOf(faults);
    }

    /** Of the element that was entered last. */
    void unknown(String name) {
        if (NAME.matcher(name).matches()) {
            add("element", "FHIR R4 has no such element here");
        } else {
            path.setLength(path.length() - name.length() - 1);
            add("element", "there is an element here with a name that none of FHIR's has");
        }
    }

    /** Something beside the id and the extensions of a primitive element. */
    static Fault beside(String element, String name) {
        JsonFaults one = new JsonFaults();
        one.root(NAME.matcher(element).matches() ? element : "");
        one.enter(name);
        one.unknown(name);
        return one.all().get(0);
    }

    /** The type of the outermost resource begins the path; those inside have a path already. */
    void root(String type) {
        if (path.isEmpty()) {
            path.append(type);
        }
    }

    /** Goes to an element; what comes back leads out again. */
    int enter(String name) {
        int mark = path.length();
        path.append('.').append(name);
        return mark;
    }

    int item(int index) {
        int mark = path.length();
        path.append('[').append(index).append(']');
        return mark;
    }

    void leave(int mark) {
        path.setLength(mark);
    }

    void add(String rule, String text) {
        if (faults.size() < MOST) {
            faults.add(new Fault(path.toString(), rule, text));
        }
    }
}
