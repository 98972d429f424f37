package io.strait.trade.reference.search;

import io.strait.trade.reference.DatabaseStatements;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds names by code, by a part of them, by stems of English words, and by similarity of their trigrams
 * ({@code pg_trgm}: word similarity, so that a short question finds its word in a long text).
 */
@ApplicationScoped
class SearchStore {
    /**
     * What is looked for.
     *
     * @param text in small letters
     * @param language null for all
     * @param classification null for the newest edition that has a code
     */
    record Question(
            String text,
            boolean commodities,
            @Nullable String language,
            @Nullable String classification) {}

    /** @param total of all pages */
    record Found(long total, List<Hit> hits) {}

    /** Below it words are no longer alike: a letter wrong in six is above, two are below. */
    private static final String THRESHOLD = "0.45";

    /**
     * Scores by how a name was met: a code itself 5, a code that begins so 4, the name itself 4.5, a part of it 2 to 3,
     * stems 1.5 to 2, similar words up to 1. Each table is asked by its own indexes; what it finds is scored alike.
     */
    private static final String SEARCH = """
            with q as (select cast(? as text) as text, cast(? as text) as pattern, plainto_tsquery('english', ?) as stems),
            names as (
                select n.kind, n.code, null as classification, n.language, n.name, false as own
                from unnest(?, ?, ?, ?) as n (kind, code, language, name), q
                union all
                select 'commodity', c.code, 'HS', c.language, c.name, true
                from commodity_name c, q
                where ? and (cast(? as text) is null or c.since <= ?)
                union all
                select 'commodity', i.code, i.classification, i.language, i.description, false
                from classification_item i, q
                where ? and i.to_version is null and (cast(? as text) is null or i.classification = ?)
                  and (i.code like q.pattern or lower(i.description) like '%' || q.pattern
                       or to_tsvector('english', i.description) @@ q.stems or lower(i.description) %> q.text)
            ),
            scored as (
                select n.*, s.matched, s.score,
                       case when n.classification ~ '^H' then 'HS' else n.classification end as family
                from names n, q, lateral (
                    select * from (values
                        ('code', case when lower(n.code) = q.text then 5.0 when lower(n.code) like q.pattern
                                      then 4.0 - length(n.code) / 100.0 end),
                        ('name', case when lower(n.name) = q.text then 4.5 end),
                        ('part', case when lower(n.name) like '%' || q.pattern
                                      then 2.0 + least(1.0, length(q.text)::numeric / length(n.name)) end),
                        ('stem', case when to_tsvector('english', n.name) @@ q.stems
                                      then 1.5 + least(0.4, ts_rank(to_tsvector('english', n.name), q.stems, 1))::numeric
                                 end),
                        ('similar', word_similarity(q.text, lower(n.name))::numeric)) as m (matched, score)
                    where m.score is not null order by m.score desc limit 1) s
                where s.score >= {threshold} and (cast(? as text) is null or n.language = ? or s.matched = 'code')
            ),
            best as (
                select distinct on (kind, family, code) * from scored
                order by kind, family, code, score desc, own desc, classification desc, language = 'en' desc, language
            )
            select b.*, count(*) over () as total from best b
            order by score desc, kind, length(code), code collate "C", family limit ? offset ?""".replace("{threshold}", THRESHOLD);

    private final DatabaseStatements statements;

    SearchStore(DatabaseStatements statements) {
        this.statements = statements;
    }

    /** In a transaction, which the threshold of similarity is set for. */
    Found search(Question question, List<NamedThing> others, int limit, int offset) {
        statements.list(
                "select set_config('pg_trgm.word_similarity_threshold', '" + THRESHOLD + "', true)",
                List.of(),
                row -> 1);
        String text = question.text();
        List<@Nullable Object> values = new ArrayList<>(List.of(text, pattern(text), text));
        for (Function<NamedThing, String> part : List.<Function<NamedThing, String>>of(
                NamedThing::kind, NamedThing::code, NamedThing::language, NamedThing::name)) {
            values.add(others.stream().map(part).toArray(String[]::new));
        }
        String classification = question.classification();
        // Short names are of the Harmonized System, from an edition on.
        boolean harmonized = classification == null
                || classification.toUpperCase(Locale.ROOT).startsWith("H");
        String edition = classification == null || classification.equals("HS") ? null : classification;
        values.add(question.commodities() && harmonized);
        values.add(edition);
        values.add(edition);
        values.add(question.commodities());
        values.add(classification);
        values.add(classification);
        values.add(question.language());
        values.add(question.language());
        values.add(limit);
        values.add(offset);
        long[] total = new long[1];
        List<Hit> hits = statements.list(SEARCH, values, row -> {
            total[0] = row.getLong("total");
            return new Hit(
                    row.getString("kind"),
                    row.getString("code"),
                    row.getString("classification"),
                    row.getString("language"),
                    row.getString("name"),
                    row.getString("matched"),
                    row.getBigDecimal("score").setScale(3, RoundingMode.HALF_EVEN),
                    row.getBoolean("own"));
        });
        return new Found(total[0], hits);
    }

    /** For like, what begins so; signs of patterns are taken as they are. */
    private static String pattern(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
