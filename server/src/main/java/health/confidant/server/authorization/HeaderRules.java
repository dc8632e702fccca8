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

    /** A loop, for a stream over a token costs more than the rest of the request's filters. */
    private static boolean plain(String text, boolean tab) {
        int length = text == null ? 0 : text.length();
        for (int i = 0, c; i < length; i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (!(c >= ' ' && c < 0x7f || tab && c == '\t' || rare(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean rare(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.UNASSIGNED;
    }
}
