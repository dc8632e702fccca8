package health.confidant.server.authorization;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Keeps a client's URL from being used to reach what only this server can reach (server-side request forgery): every
 * address of the host must be a public one. Java keeps the resolution for longer than a request takes, so that the
 * connection goes to what was checked.
 */
final class PublicAddress {
    private PublicAddress() {}

    /** @throws IOException if the host is unknown or not public */
    static void check(URI uri) throws IOException {
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IOException("Not a public https address");
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (!open(address)) {
                    throw new IOException("Not a public address");
                }
            }
        } catch (UnknownHostException e) {
            throw new IOException("Not a known host");
        }
    }

    /** Neither this machine, nor its network, nor a cloud's metadata service (RFC 6890). */
    static boolean open(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        boolean mapped = address instanceof Inet6Address v6 && v6.isIPv4CompatibleAddress();
        boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        boolean reserved = bytes.length == 4 && ((bytes[0] & 0xff) == 0 || (bytes[0] & 0xff) >= 240);
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || mapped
                || shared
                || reserved);
    }
}
