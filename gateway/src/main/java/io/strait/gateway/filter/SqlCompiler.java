package io.strait.gateway.filter;

import io.cloudevents.sql.EvaluationRuntime;
import io.cloudevents.sql.ParseException;
import io.cloudevents.sql.generated.CESQLParserLexer;
import io.cloudevents.sql.generated.CESQLParserParser;
import io.cloudevents.sql.impl.ExpressionInternal;
import io.cloudevents.sql.impl.expressions.NotExpression;
import io.cloudevents.sql.impl.parser.CaseChangingCharStream;
import io.cloudevents.sql.impl.parser.ExpressionTranslatorVisitor;
import io.cloudevents.sql.impl.parser.LiteralUtils;
import java.util.Locale;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/**
 * Compiles CESQL with the parser and the operators of {@code cloudevents-sql}, but not by its front door, which leaves out
 * characters that it does not know instead of refusing them, sets no bounds, compares names of attributes by case, and
 * takes {@code LIKE} for a regular expression. Constants are not folded, because a constant that fails is an expression
 * that never matches, and no syntax error. Stateless.
 */
final class SqlCompiler {
    /** In characters. */
    static final int MAX_LENGTH = 1024;

    /** Words, literals, signs. */
    static final int MAX_TOKENS = 256;

    /**
     * Operators, brackets and functions within each other, also one after the other ({@code a OR b OR c}). The library
     * writes out the text of every part, in time of about the third power of this: 64 take a few milliseconds.
     */
    static final int MAX_DEPTH = 64;

    private SqlCompiler() {}

    static ExpressionInternal compile(String text) throws SqlException {
        if (text.length() > MAX_LENGTH) {
            throw new SqlException(
                    SqlException.Kind.PARSE,
                    "expression of %d characters (at most %d)".formatted(text.length(), MAX_LENGTH));
        }
        FirstError error = new FirstError();
        CESQLParserLexer lexer = new CESQLParserLexer(new CaseChangingCharStream(CharStreams.fromString(text), true));
        lexer.removeErrorListeners();
        lexer.addErrorListener(error);
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        error.throwIfAny();
        if (tokens.size() > MAX_TOKENS) {
            throw new SqlException(
                    SqlException.Kind.PARSE,
                    "expression of %d words and signs (at most %d)".formatted(tokens.size(), MAX_TOKENS));
        }
        CESQLParserParser parser = new CESQLParserParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(error);
        CESQLParserParser.CesqlContext tree = parser.cesql();
        error.throwIfAny();
        if (depth(tree) > MAX_DEPTH) {
            throw new SqlException(
                    SqlException.Kind.PARSE,
                    "expression of %d parts within each other (at most %d)".formatted(depth(tree), MAX_DEPTH));
        }
        Translator translator = new Translator();
        try {
            ExpressionInternal expression = translator.visit(tree);
            if (translator.unknownFunction != null) {
                throw new SqlException(SqlException.Kind.MISSING_FUNCTION, translator.unknownFunction);
            }
            return expression;
        } catch (ParseException e) {
            throw new SqlException(
                    SqlException.Kind.PARSE, "not a literal: " + FilterParameters.cut(e.getExpression()));
        }
    }

    private static int depth(ParseTree tree) {
        int most = 0;
        for (int i = 0; i < tree.getChildCount(); i++) {
            most = Math.max(most, depth(tree.getChild(i)));
        }
        return most + 1;
    }

    /** Keeps the first error; those after it are mostly its consequences. */
    private static final class FirstError extends BaseErrorListener {
        private @Nullable String message;

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String found,
                @Nullable RecognitionException cause) {
            if (message == null) {
                message = "line %d, column %d: %s".formatted(line, column + 1, found);
            }
        }

        void throwIfAny() throws SqlException {
            if (message != null) {
                throw new SqlException(SqlException.Kind.PARSE, message);
            }
        }
    }

    /** The library's translation, with parts of our own, see {@link SqlNode}. */
    private static final class Translator extends ExpressionTranslatorVisitor {
        private @Nullable String unknownFunction;

        @Override
        public ExpressionInternal visitIdentifier(CESQLParserParser.IdentifierContext context) {
            return new SqlNode.Attribute(context, context.getText());
        }

        @Override
        public ExpressionInternal visitExistsExpression(CESQLParserParser.ExistsExpressionContext context) {
            return new SqlNode.Exists(context, context.identifier().getText());
        }

        @Override
        public ExpressionInternal visitLikeExpression(CESQLParserParser.LikeExpressionContext context) {
            CESQLParserParser.StringLiteralContext literal = context.stringLiteral();
            String pattern = literal.DQUOTED_STRING_LITERAL() != null
                    ? LiteralUtils.parseDQuotedStringLiteral(literal.DQUOTED_STRING_LITERAL())
                    : LiteralUtils.parseSQuotedStringLiteral(literal.SQUOTED_STRING_LITERAL());
            ExpressionInternal like = new SqlNode.Like(context, visit(context.expression()), pattern);
            return context.NOT() == null
                    ? like
                    : new NotExpression(context.getSourceInterval(), context.getText(), like);
        }

        @Override
        public ExpressionInternal visitFunctionInvocationExpression(
                CESQLParserParser.FunctionInvocationExpressionContext context) {
            String name = context.functionIdentifier().getText().toUpperCase(Locale.ROOT);
            int parameters = context.functionParameterList().expression().size();
            try {
                EvaluationRuntime.getDefault().resolveFunction(name, parameters);
            } catch (IllegalStateException e) {
                unknownFunction = "no function %s with %d parameters".formatted(FilterParameters.cut(name), parameters);
            }
            return super.visitFunctionInvocationExpression(context);
        }
    }
}
