package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.connector.RunStore.Claim;
import io.strait.trade.ingest.FetchedFiles;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Gives connectors what they work with: calls within their budget, and the way in for what they fetch. Thread-safe. */
@ApplicationScoped
class Door {
    private final Fetcher fetcher;
    private final FetchedFiles files;
    private final RunStore runs;
    private final Keys keys;

    Door(Fetcher fetcher, FetchedFiles files, RunStore runs, Keys keys) {
        this.fetcher = fetcher;
        this.files = files;
        this.runs = runs;
        this.keys = keys;
    }

    Work work(Claim run, Clock clock) {
        return new RunWork(run, clock);
    }

    private final class RunWork implements Work {
        private final Claim run;
        private final Clock clock;

        RunWork(Claim run, Clock clock) {
            this.run = run;
            this.clock = clock;
        }

        @Override
        public Definition definition() {
            return run.definition();
        }

        @Override
        public ObjectNode memory() {
            return run.memory();
        }

        @Override
        public Instant startedAt() {
            return run.startedAt();
        }

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public String key() throws RefusedException {
            String name = String.valueOf(definition().keyName());
            return keys.find(name)
                    .orElseThrow(() -> RefusedException.run(
                            ProblemType.UNPROCESSABLE, "No key is configured as strait.trade.connectors.keys." + name));
        }

        @Override
        public Fetched get(Ask ask) throws PutOffException, RefusedException {
            return fetcher.get(ask, this::spend);
        }

        private void spend() throws PutOffException {
            Instant now = clock.instant();
            int most = definition().callsADay();
            if (!runs.spend(definition().id(), now, most)) {
                Instant tomorrow = ConnectorStore.day(now)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                throw PutOffException.until(
                        tomorrow, "The " + most + " calls of this day (UTC) are used up: it goes on tomorrow");
            }
        }

        @Override
        public String handOver(Body body, String fileName, @Nullable TradeFormat format)
                throws PutOffException, RefusedException {
            try (InputStream in = body.open()) {
                return files.take(
                        definition().source(),
                        format,
                        fileName,
                        definition().vintageKind(),
                        "connector:" + definition().id(),
                        in);
            } catch (ProblemException e) {
                if (e.type() == ProblemType.UNAVAILABLE) {
                    throw PutOffException.failed(e.detail(), null);
                }
                String where = e.subject() == null ? "" : " (" + e.subject() + ")";
                throw RefusedException.part(e.type(), "What was fetched cannot be taken in: " + e.detail() + where);
            } catch (IOException e) {
                throw PutOffException.failed("What was fetched could not be read again", null);
            } catch (RuntimeException e) {
                if (e.getCause() instanceof SQLException) {
                    throw PutOffException.failed("The database could not take what was fetched", null);
                }
                throw e;
            }
        }
    }
}
