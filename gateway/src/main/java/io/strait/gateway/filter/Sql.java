package io.strait.gateway.filter;

import io.cloudevents.CloudEvent;
import io.cloudevents.sql.EvaluationRuntime;
import io.cloudevents.sql.Result;
import io.cloudevents.sql.impl.ExceptionFactoryImpl;
import io.cloudevents.sql.impl.ExpressionInternal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A compiled CESQL expression: the {@code sql} dialect. As the dialect says, an event on which the expression fails (a cast
 * that cannot be made, an attribute that is not there) does not match. Equal to another of the same text.
 */
public final class Sql implements Filter {
    private static final Logger LOG = Logger.getLogger(Sql.class);

    private final String text;
    private final ExpressionInternal expression;

    private Sql(String text, ExpressionInternal expression) {
        this.text = text;
        this.expression = expression;
    }

    static Sql compile(String text) throws SqlException {
        return new Sql(text, SqlCompiler.compile(text));
    }

    String text() {
        return text;
    }

    @Override
    public boolean matches(Attributes event) {
        try {
            Result result = evaluate(new SqlEvent(event::attribute));
            return !result.isFailed() && isTrue(result.value());
        } catch (RuntimeException e) {
            // Not foreseen by the library. One expression of one client must not end the stream of any.
            LOG.debugf(e, "Expression failed: length=%d", text.length());
            return false;
        }
    }

    Result evaluate(CloudEvent event) {
        return expression.evaluate(EvaluationRuntime.getDefault(), event, new ExceptionFactoryImpl(false));
    }

    /** As CESQL casts to a boolean; what cannot be cast is an error, and no match. */
    private static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean is) {
            return is;
        }
        if (value instanceof Integer number) {
            return number != 0;
        }
        return value instanceof String word && word.equalsIgnoreCase("true");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sql sql && text.equals(sql.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "Sql[" + text + "]";
    }
}
