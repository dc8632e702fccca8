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
        return text == null || text.codePoints().allMatch(c -> c >= ' ' && c < 0x7f || tab && c == '\t' || rare(c));
    }

    private static boolean rare(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.UNASSIGNED;
    }
}
