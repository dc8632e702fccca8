package health.confidant.ig.build;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The paragraphs, standards and requirement lines that a text names: {@code 2.31(b)(2)}, {@code 164.528(a)}, {@code
 * BALP}, {@code requirement 34}, {@code requirements 1-6, 31}.
 */
final class Citations {
    private static final Pattern PARAGRAPH =
            Pattern.compile("(?<![\\d.])(2\\.\\d{2}|164\\.\\d{3})((?:\\([a-zA-Z0-9]{1,4}\\))*)");
    private static final Pattern STANDARD = Pattern.compile("\\b(DS4P|PCF|BALP|SMART|PAS|US Core|Bulk Data)\\b");

    private static final Pattern LINES = Pattern.compile(
            "(?:(?i:requirement)(?: line)?s?|\\(lines?) (\\d{1,2}(?:(?:-|, | and |, and )\\d{1,2})*)(?!\\d|\\.\\d|\\()");

    /** As a scenario's reason begins: {@code A2, A4: ...} or {@code C29, 2.61: ...}. F10.20 in its midst is a code. */
    private static final Pattern TAGS = Pattern.compile("(?:^|\\G, )[A-K](\\d{1,2})(?![\\d.])");

    private Citations() {}

    /** Numbers of the requirement lines that a scenario's reason is tagged with, each after its section's letter. */
    static Set<Integer> tags(String reason) {
        Set<Integer> found = new TreeSet<>();
        Matcher tags = TAGS.matcher(reason);
        while (tags.find()) {
            found.add(Integer.parseInt(tags.group(1)));
        }
        return found;
    }

    /** Numbers of requirement lines, ranges written out. */
    static Set<Integer> lines(String text) {
        Set<Integer> found = new TreeSet<>();
        Matcher lines = LINES.matcher(text);
        while (lines.find()) {
            for (String part : lines.group(1).split(",? and |, ")) {
                String[] ends = part.split("-");
                IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                        .forEach(found::add);
            }
        }
        return found;
    }

    static Set<String> paragraphs(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher paragraph = PARAGRAPH.matcher(text);
        while (paragraph.find()) {
            found.add(paragraph.group(1) + paragraph.group(2));
        }
        return found;
    }

    static Set<String> standards(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher standard = STANDARD.matcher(text);
        while (standard.find()) {
            found.add(standard.group(1));
        }
        return found;
    }

    /** One of the two is the other or contains it: 2.31(b) and 2.31(b)(2), not 2.31(a) and 2.31(b). */
    static boolean meet(Set<String> ours, Set<String> theirs) {
        return ours.stream()
                .anyMatch(one -> theirs.stream().anyMatch(other -> contains(one, other) || contains(other, one)));
    }

    private static boolean contains(String whole, String part) {
        return part.equals(whole) || part.startsWith(whole + "(");
    }
}
