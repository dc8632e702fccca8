package health.confidant.server.authorization;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * What Spring's firewall asks of headers: assigned characters and no control characters, but a tab within a value. It asks
 * with regular expressions each time that a header is read, a token of a thousand characters a dozen times a request;
 * that was a sixth of a read. Asked character by character it is not to be seen.
 */
final class HeaderRules {
    private HeaderRules() {}

    /** The firewall of both filter chains. */
    static StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> plain(name, false));
        firewall.setAllowedHeaderValues(value -> plain(value, true));
        return firewall;
    }

    private static boolean plain(String text, boolean tab) {
        return text == null || ascii(text, tab) || text.codePoints().allMatch(c -> allowed(c, tab));
    }

    /** A loop, for a stream over a token costs more than the rest of the request's filters. */
    private static boolean ascii(String text, boolean tab) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x7f || c < ' ' && !(tab && c == '\t')) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(int c, boolean tab) {
        int type = Character.getType(c);
        return tab && c == '\t' || type != Character.CONTROL && type != Character.UNASSIGNED;
    }
}
