package io.strait.supplychain.exposure.feed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.strait.supplychain.exposure.ExposureConfig;
import io.strait.supplychain.exposure.figures.ImportSeries;
import io.strait.supplychain.exposure.figures.Watch;
import io.strait.supplychain.exposure.storage.FeedStore;
import io.strait.supplychain.exposure.storage.FigureStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what events do not bring: figures from before a node carried their code, from before Kafka's memory, and, once
 * in a while, whatever was lost on the way. A code is due when it was never fetched, or for other reporters or years, or
 * when trade-service has moved on since and the code has not been compared for {@link ExposureConfig#reconcile}.
 *
 * <p>No gap to the events: an event that was passed over because nobody carried its code was committed at trade-service
 * before the code was here, so before it is fetched.
 *
 * <p>The replica that follows does it, on the scheduler's thread, one run at a time.
 */
@ApplicationScoped
public class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);
    /** Trade-service takes so many codes in one request, and so many reporters. */
    private static final int MAX_VALUES = 100;

    private static final int CHAPTER = 2;
    private static final int HEADING = 4;
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final TradeClient trade;
    private final TradeFollower follower;
    private final FeedStore feed;
    private final FigureStore figures;
    private final ExposureConfig config;
    private final FeedMetrics metrics;
    private final Clock clock;
    /** Reporters that trade-service has refused in this run: asked for once, not with every code. */
    private final Set<String> refused = new HashSet<>();

    private boolean away;
    private Instant forgotten = Instant.EPOCH;

    CatchUp(
            TradeClient trade,
            TradeFollower follower,
            FeedStore feed,
            FigureStore figures,
            ExposureConfig config,
            FeedMetrics metrics,
            Clock clock) {
        this.trade = trade;
        this.follower = follower;
        this.feed = feed;
        this.figures = figures;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(
            every = "${strait.exposure.check:10s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        if (!follower.isFollowing()) {
            return;
        }
        try {
            run();
            feed.confirmed();
            metrics.fetched(true);
            if (away) {
                away = false;
                LOG.info("Trade-service answers again");
            }
        } catch (TradeClient.Away e) {
            metrics.fetched(false);
            report(e);
        } catch (RuntimeException e) {
            LOG.warnf("Figures not fetched: cause=%s", e.toString());
        }
    }

    private void report(TradeClient.Away e) {
        if (!away) {
            LOG.warnf("Trade-service is away, answers are of what is held: cause=%s", e.getMessage());
        }
        away = true;
        feed.away(String.valueOf(e.getMessage()));
    }

    private void run() throws TradeClient.Away {
        refused.clear();
        feed.sources(trade.sources());
        long revision = trade.revision();
        Watch watch = feed.watch(config.maxCodes());
        String scope = scope(watch);
        Map<String, FeedStore.Pull> pulls = feed.pulls();
        for (String code : watch.codes()) {
            if (isDue(Optional.ofNullable(pulls.get(code)), scope, revision)
                    && !watch.reporters().isEmpty()) {
                fetch(code, List.copyOf(watch.reporters()), scope);
            }
        }
        Instant now = clock.instant();
        if (Duration.between(forgotten, now).compareTo(FORGET_EVERY) > 0) {
            feed.forget(config.rememberEvents());
            forgotten = now;
        }
    }

    private boolean isDue(Optional<FeedStore.Pull> pull, String scope, long revision) {
        return pull.map(last -> !last.scope().equals(scope)
                        || (last.revision() != revision
                                && last.at()
                                        .plus(follower.isTroubled() ? Duration.ZERO : config.reconcile())
                                        .isBefore(clock.instant())))
                .orElse(true);
    }

    /** Everything of one code: years and months, by partner and in total, each part of one revision. */
    private void fetch(String code, List<String> reporters, String scope) throws TradeClient.Away {
        Fetched fetched = new Fetched();
        int last = year();
        int first = last - config.years() + 1;
        for (String period : List.of(first + ".." + last, first + "-01.." + last + "-12")) {
            for (List<String> codes : chunks(levels(code))) {
                for (List<String> some : chunks(reporters)) {
                    part(codes, some, period, fetched);
                }
            }
        }
        if (!fetched.complete) {
            LOG.warnf(
                    "More figures than are kept: code=%s kept=%d (strait.exposure.max-figures)", code, fetched.figures);
        }
        feed.pulled(code, scope, fetched.revision, fetched.complete);
        LOG.infof("Figures fetched: code=%s figures=%d revision=%d", code, fetched.figures, fetched.revision);
    }

    private static final class Fetched {
        long figures;
        long revision = Long.MAX_VALUE;
        boolean complete = true;
    }

    private void part(List<String> codes, List<String> all, String period, Fetched fetched) throws TradeClient.Away {
        List<String> reporters =
                all.stream().filter(reporter -> !refused.contains(reporter)).toList();
        if (reporters.isEmpty()) {
            return;
        }
        try {
            pages(codes, reporters, null, period, fetched);
            pages(codes, reporters, ImportSeries.WORLD, period, fetched);
        } catch (TradeClient.Away e) {
            if (!e.isRefusal()) {
                throw e;
            }
            // One area that is not in its list must not cost all others.
            if (reporters.size() == 1) {
                LOG.warnf("Trade-service has no figures by this reporter: reporter=%s", reporters.get(0));
                refused.add(reporters.get(0));
                return;
            }
            for (String reporter : reporters) {
                part(codes, List.of(reporter), period, fetched);
            }
        }
    }

    private void pages(
            List<String> codes, List<String> reporters, @Nullable String partner, String period, Fetched fetched)
            throws TradeClient.Away {
        String cursor = null;
        do {
            TradeClient.Page page = trade.imports(codes, reporters, partner, period, cursor);
            QuarkusTransaction.requiringNew().run(() -> figures.add(page.figures()));
            fetched.figures += page.figures().size();
            fetched.revision = Math.min(fetched.revision, page.revision());
            cursor = page.next();
            if (cursor != null && fetched.figures >= config.maxFigures()) {
                fetched.complete = false;
                cursor = null;
            }
        } while (cursor != null);
    }

    /**
     * A code and those of the next level. Trade-service takes whole codes only, so every one that there may be is asked
     * for: a heading has at most 100 subheadings, a chapter at most 100 headings.
     */
    private static List<String> levels(String code) {
        List<String> codes = new ArrayList<>();
        codes.add(code);
        if (code.length() == CHAPTER || code.length() == HEADING) {
            for (int next = 0; next < 100; next++) {
                codes.add(code + (next < 10 ? "0" : "") + next);
            }
        }
        return codes;
    }

    private static List<List<String>> chunks(List<String> all) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_VALUES) {
            chunks.add(all.subList(from, Math.min(all.size(), from + MAX_VALUES)));
        }
        return chunks;
    }

    private int year() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC)).getYear();
    }

    private String scope(Watch watch) {
        return year() + "/" + config.years() + "/" + String.join(",", watch.reporters());
    }
}
