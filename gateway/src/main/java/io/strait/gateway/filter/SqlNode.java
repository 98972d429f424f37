package io.strait.gateway.filter;

import io.cloudevents.CloudEvent;
import io.cloudevents.sql.EvaluationRuntime;
import io.cloudevents.sql.ExceptionFactory;
import io.cloudevents.sql.Type;
import io.cloudevents.sql.impl.ExpressionInternal;
import io.cloudevents.sql.impl.ExpressionInternalVisitor;
import io.cloudevents.sql.impl.expressions.BaseExpression;
import io.cloudevents.sql.impl.runtime.EvaluationResult;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;

/** The parts of an expression that {@link SqlCompiler} puts in the place of the library's. Immutable. */
abstract sealed class SqlNode extends BaseExpression {
    private SqlNode(ParserRuleContext context) {
        super(context.getSourceInterval(), context.getText());
    }

    abstract EvaluationResult evaluate(EvaluationRuntime runtime, SqlEvent event, ExceptionFactory errors);

    @Override
    public final EvaluationResult evaluate(EvaluationRuntime runtime, CloudEvent event, ExceptionFactory errors) {
        return evaluate(runtime, (SqlEvent) event, errors);
    }

    /** Expressions are visited by the library to fold constants only, which is not done here. */
    @Override
    public final <T> T visit(ExpressionInternalVisitor<T> visitor) {
        throw new UnsupportedOperationException("constants are not folded");
    }

    /** The value of an attribute, whose name is written in any case. */
    static final class Attribute extends SqlNode {
        private final String name;

        Attribute(ParserRuleContext context, String name) {
            super(context);
            this.name = name.toLowerCase(Locale.ROOT);
        }

        @Override
        EvaluationResult evaluate(EvaluationRuntime runtime, SqlEvent event, ExceptionFactory errors) {
            Object value = event.get(name);
            return value == null
                    ? new EvaluationResult(false, errors.missingAttribute(expressionInterval(), expressionText(), name))
                    : new EvaluationResult(value);
        }
    }

    /** Whether an attribute is there. */
    static final class Exists extends SqlNode {
        private final String name;

        Exists(ParserRuleContext context, String name) {
            super(context);
            this.name = name.toLowerCase(Locale.ROOT);
        }

        @Override
        EvaluationResult evaluate(EvaluationRuntime runtime, SqlEvent event, ExceptionFactory errors) {
            return new EvaluationResult(event.get(name) != null);
        }
    }

    /** {@code LIKE}, in bounded time. */
    static final class Like extends SqlNode {
        private final ExpressionInternal operand;
        private final LikePattern pattern;

        Like(ParserRuleContext context, ExpressionInternal operand, String pattern) {
            super(context);
            this.operand = operand;
            this.pattern = new LikePattern(pattern);
        }

        @Override
        EvaluationResult evaluate(EvaluationRuntime runtime, SqlEvent event, ExceptionFactory errors) {
            EvaluationResult value = castToString(errors, operand.evaluate(runtime, event, errors));
            return value.isMissingAttributeException() || !(value.value() instanceof String text)
                    ? value.copyWithDefaultValueForType(Type.BOOLEAN)
                    : value.copyWithValue(pattern.matches(text));
        }
    }
}
