package io.strait.gateway.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Whether a path or a query means one thing only. A proxy that reads a path in one way and passes it to a service that
 * reads it in another guards the wrong door, so whatever could be read twice is refused, not normalised.
 */
final class RequestTarget {
    private RequestTarget() {}

    /** What is wrong, to follow "The path", and what would do. */
    record Flaw(String message, String expected) {}

    static Optional<Flaw> flawOfPath(String path) {
        Optional<Flaw> flaw = flawOfCharacters(path);
        if (flaw.isPresent()) {
            return flaw;
        }
        if (path.indexOf('\\') >= 0) {
            return flaw("has a backslash", "segments separated by /");
        }
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            int octet = HexFormat.fromHexDigits(path, i + 1, i + 3);
            // A percent sign that is itself encoded is how a second decoding is smuggled in; no name here has one.
            if (octet == '/' || octet == '\\' || octet == '.' || octet == '%' || octet == ';') {
                return flaw(
                        "has an encoded slash, backslash, dot, semicolon or percent sign",
                        "these characters unencoded or not at all");
            }
            if (octet < 0x20 || octet == 0x7f) {
                return flaw("has an encoded control character", "printable characters");
            }
        }
        Optional<Flaw> notUtf8 = flawOfEncoding(path);
        if (notUtf8.isPresent()) {
            return notUtf8;
        }
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            if (name.equals(".") || name.equals("..")) {
                return flaw("has a dot segment", "a path without . and .. segments");
            }
            if (name.isEmpty() && i < segments.length - 1) {
                return flaw("has an empty segment", "a path without //");
            }
        }
        return Optional.empty();
    }

    static Optional<Flaw> flawOfQuery(String query) {
        return flawOfCharacters(query).or(() -> flawOfEncoding(query));
    }

    private static Optional<Flaw> flawOfEncoding(String text) {
        return isUtf8(decode(text))
                ? Optional.empty()
                : flaw("is not UTF-8 once it is decoded", "percent-encoded UTF-8");
    }

    private static Optional<Flaw> flawOfCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return flaw(
                        "has a character that must be percent-encoded",
                        "ASCII only, everything else percent-encoded as UTF-8");
            }
            if (c == '%' && (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2)))) {
                return flaw("has a percent sign without two hexadecimal digits", "%25 for a percent sign in a query");
            }
        }
        return Optional.empty();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }

    private static byte[] decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        byte[] decoded = new byte[bytes.position()];
        bytes.flip().get(decoded);
        return decoded;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Optional<Flaw> flaw(String message, String expected) {
        return Optional.of(new Flaw(message, expected));
    }
}
