package io.strait.trade.ingest.format;

/**
 * Why a row was refused, in words that its sender can act on.
 *
 * @param field column or member
 * @param value what stood there, at most {@value #MAX_VALUE} characters of it
 * @param message what is wrong with it
 * @param expected what would have been right
 */
public record BadValue(String field, String value, String message, String expected) {
    public static final int MAX_VALUE = 200;

    public BadValue {
        field = Text.clean(field, MAX_VALUE);
        value = Text.clean(value, MAX_VALUE);
    }
}
