package io.strait.trade.connector;

import io.strait.trade.problem.ProblemType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which addresses a definition may lead to: http and https, of the public internet, so that nobody reaches by this service
 * what only this service can. A host is looked up here and again by the client; in between the answer is held by the
 * virtual machine (30 s), so it is the same.
 */
final class AddressRules {
    private final boolean allowPrivate;

    AddressRules(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /** Whether it has the form of an address to fetch from: without user, password and fragment. */
    static boolean isWebAddress(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    /**
     * @throws RefusedException when the address is not to be asked
     * @throws PutOffException when its host is not known now
     */
    void check(URI uri) throws RefusedException, PutOffException {
        if (!isWebAddress(uri)) {
            throw refused("The address is not one to fetch from (expected: http or https, a host, no user)");
        }
        if (allowPrivate) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (!isPublic(address)) {
                    throw refused("The address " + uri.getHost() + " is no public one");
                }
            }
        } catch (UnknownHostException e) {
            throw PutOffException.failed("The host " + uri.getHost() + " is not known", null);
        }
    }

    private static RefusedException refused(String detail) {
        return RefusedException.run(ProblemType.FORBIDDEN, detail);
    }

    /** By the registries of special addresses (RFC 6890 and its updates). */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] address) {
        int a = address[0] & 0xff;
        int b = address[1] & 0xff;
        int c = address[2] & 0xff;
        boolean special = a == 0
                || a == 127
                || a >= 224
                || (a == 100 && b >= 64 && b < 128) // carriers' networks
                || (a == 192 && b == 0 && c == 0)
                || (a == 192 && b == 0 && c == 2) // documentation, as the next two
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113)
                || (a == 198 && (b == 18 || b == 19)); // benchmarks
        return !special;
    }

    /** Only 2000::/3 is routed; of it not what leads to an IPv4 address or nowhere. */
    private static boolean isPublic6(byte[] address) {
        if ((address[0] & 0xe0) != 0x20) {
            return false;
        }
        boolean sixToFour = starts(address, 0x20, 0x02);
        boolean teredo = starts(address, 0x20, 0x01, 0x00, 0x00);
        boolean documentation = starts(address, 0x20, 0x01, 0x0d, 0xb8);
        return !sixToFour && !teredo && !documentation;
    }

    private static boolean starts(byte[] address, int... prefix) {
        byte[] wanted = new byte[prefix.length];
        for (int i = 0; i < prefix.length; i++) {
            wanted[i] = (byte) prefix[i];
        }
        return Arrays.equals(address, 0, prefix.length, wanted, 0, prefix.length);
    }
}
