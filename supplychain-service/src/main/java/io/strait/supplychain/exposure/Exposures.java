package io.strait.supplychain.exposure;

import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.FactBooks;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.exposure.figures.DeclaredOrigins;
import io.strait.supplychain.exposure.figures.Dependence;
import io.strait.supplychain.exposure.figures.Exposure;
import io.strait.supplychain.exposure.figures.HsCode;
import io.strait.supplychain.exposure.figures.ImportFigure;
import io.strait.supplychain.exposure.figures.ImportReading;
import io.strait.supplychain.exposure.figures.Window;
import io.strait.supplychain.exposure.storage.FeedStore;
import io.strait.supplychain.exposure.storage.FigureStore;
import io.strait.supplychain.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts facts and figures of one moment together. Thread-safe. */
@ApplicationScoped
public class Exposures {
    /** One answer reads no more; it says so where there is more. */
    private static final int MAX_FIGURES = 200_000;

    /**
     * What an answer rests on.
     *
     * @param revision of the catalogue
     * @param asOf null is now
     */
    public record Moment(long revision, @Nullable Instant asOf, FeedStore.State state) {}

    /**
     * What is asked of figures.
     *
     * @param window null is the newest twelve months or the newest year
     * @param source null is any
     */
    public record Question(
            @Nullable Window window, @Nullable String source) {}

    /**
     * @param codesNotFetched codes whose history has not been fetched (yet)
     * @param codesCut codes of which there was more than is kept
     * @param cut whether there were more figures than one answer reads
     */
    public record Answer(
            Node node,
            List<HsCode> codes,
            Exposure exposure,
            ImportReading reading,
            List<String> codesNotFetched,
            List<String> codesCut,
            boolean cut,
            Map<String, FeedStore.Source> sources) {}

    /** @param cut whether there were more figures than one answer reads */
    public record Both(Dependence dependence, boolean cut, Map<String, FeedStore.Source> sources) {}

    private final Catalogue catalogue;
    private final FactBooks books;
    private final FigureStore figures;
    private final FeedStore feed;

    Exposures(Catalogue catalogue, FactBooks books, FigureStore figures, FeedStore feed) {
        this.catalogue = catalogue;
        this.books = books;
        this.figures = figures;
        this.feed = feed;
    }

    /** Figures are read after this, so an answer is never older than its tag says. */
    public Moment moment(@Nullable Instant asOf) {
        return new Moment(catalogue.revisionAt(asOf), asOf, feed.state());
    }

    /** @throws ProblemException 404 where there is no such node */
    public Answer exposure(Moment moment, String id, String reporter, double bound, Question question) {
        FactBook book = books.at(moment.revision());
        Node node = book.node(id).orElseThrow(() -> Catalogue.noNode(id, moment.revision()));
        List<HsCode> codes = HsCode.allOf(node);
        List<ImportFigure> held = read(moment, reporter, HsCode.disjoint(codes), question);
        Map<String, FeedStore.Source> sources = feed.sources();
        ImportReading reading =
                ImportReading.of(held, codes, question.window(), question.source(), demonstrations(sources));
        Exposure exposure = Exposure.of(DeclaredOrigins.of(book, id, reporter), reading.chosen(), bound);
        Map<String, FeedStore.Pull> pulls = feed.pulls();
        List<String> notFetched = new ArrayList<>();
        List<String> cut = new ArrayList<>();
        for (HsCode code : HsCode.disjoint(codes)) {
            FeedStore.Pull pull = pulls.get(code.digits());
            if (pull == null) {
                notFetched.add(code.digits());
            } else if (!pull.complete()) {
                cut.add(code.digits());
            }
        }
        return new Answer(node, codes, exposure, reading, notFetched, cut, held.size() == MAX_FIGURES, sources);
    }

    private List<ImportFigure> read(Moment moment, String reporter, List<HsCode> codes, Question question) {
        return figures.read(reporter, codes, question.window(), moment.asOf(), MAX_FIGURES);
    }

    private static Map<String, Boolean> demonstrations(Map<String, FeedStore.Source> sources) {
        Map<String, Boolean> demonstrations = new HashMap<>();
        sources.forEach((code, source) -> demonstrations.put(code, source.demonstration()));
        return demonstrations;
    }

    public Both dependence(Moment moment, String a, String b, double threshold, Question question) {
        FactBook book = books.at(moment.revision());
        Map<String, FeedStore.Source> sources = feed.sources();
        Map<String, Boolean> demonstrations = demonstrations(sources);
        Map<String, List<ImportFigure>> ofReporter = new HashMap<>();
        for (String reporter : List.of(a, b)) {
            ofReporter.put(reporter, read(moment, reporter, everyCode(book), question));
        }
        Dependence dependence = Dependence.of(
                book,
                a,
                b,
                threshold,
                (reporter, codes) -> Optional.ofNullable(ImportReading.of(
                                ofReporter.getOrDefault(reporter, List.of()),
                                codes,
                                question.window(),
                                question.source(),
                                demonstrations)
                        .chosen()));
        boolean cut = ofReporter.values().stream().anyMatch(held -> held.size() == MAX_FIGURES);
        return new Both(dependence, cut, sources);
    }

    /** One reading of the database for all inputs of an area. A code and its parent are both read, each for its own. */
    private static List<HsCode> everyCode(FactBook book) {
        Map<String, HsCode> codes = new TreeMap<>();
        book.nodes().forEach(node -> HsCode.allOf(node).forEach(code -> codes.putIfAbsent(code.digits(), code)));
        return List.copyOf(codes.values());
    }
}
