package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Editor;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request bodies, read whole and never beyond a bound. Stateless. */
public final class Bodies {
    private Bodies() {}

    /**
     * @param announced the Content-Length, negative where there is none
     * @throws ProblemException 413 where the body is longer than {@code max} bytes, before more of it is read
     */
    public static byte[] read(@Nullable InputStream body, long announced, long max) {
        if (announced > max) {
            throw tooLarge(max);
        }
        if (body == null) {
            return new byte[0];
        }
        try {
            byte[] bytes = body.readNBytes((int) max + 1);
            if (bytes.length > max) {
                throw tooLarge(max);
            }
            return bytes;
        } catch (IOException e) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "The body broke off.");
        }
    }

    public static ProblemException tooLarge(long max) {
        return ProblemException.of(ProblemType.PAYLOAD_TOO_LARGE, "At most " + max + " bytes are read here.");
    }

    /** @throws ProblemException 400 where the bytes are no JSON object in UTF-8 */
    public static ObjectNode object(byte[] bytes) {
        List<Violation> violations = new ArrayList<>();
        String text = Json.utf8(bytes, "body", violations);
        ObjectNode object = text == null ? null : Json.object(text, violations);
        if (object == null) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "The body is not one JSON object.", violations);
        }
        return object;
    }

    /** SHA-256 of some texts and the body, to tell a repeated request from another one. */
    public static String digest(String request, byte[] body) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(request.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The Idempotency-Key of a POST, bound to what was posted; null where there is none.
     *
     * @param request method and path
     * @throws ProblemException 400 where it is no key
     */
    public static Editor.@Nullable Idempotency idempotency(String request, HttpHeaders headers, byte[] body) {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null) {
            return null;
        }
        if (!key.matches("[\\x21-\\x7e]{1,200}")) {
            throw ProblemException.of(
                    ProblemType.MALFORMED_REQUEST,
                    "The Idempotency-Key cannot be used.",
                    Violation.of("Idempotency-Key", key, "is not a key", "1 to 200 visible ASCII characters"));
        }
        return new Editor.Idempotency(key, digest(request, body));
    }
}
