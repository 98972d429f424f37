package io.strait.supplychain.catalogue.imports;

import io.strait.supplychain.catalogue.model.Confidence;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.Evidence;
import io.strait.supplychain.catalogue.model.ExternalId;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactReader;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.problem.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the data set as facts.
 * <ul>
 *   <li>An input is a node: tools are equipment, materials material, processes and stages process, designs and the
 *       ultimate output product. What it is a type of, and the stage it belongs to, are its wider types.
 *   <li>A provider is a node: organisations organisation, countries area. "Various ..." and Europe are collective.
 *       Rows of one provider with different aliases are one node.
 *   <li>{@code goes_into} is a requirement of the target. How essential it is the data set does not say.
 *   <li>A provision is a supply to anyone. A number is a share known exactly, also 0; a blank one is unknown.
 * </ul>
 * Entries are found by id; where a row names one otherwise than its own file does, the id holds and a note says so.
 * One instance an import.
 */
final class EtoMapper {
    static final String SOURCE = "ETO Advanced Semiconductor Supply Chain Dataset";
    static final String SCHEME = "ETO";

    private static final Map<String, NodeKind> INPUT_TYPES = new TreeMap<>(Map.of(
            "tool_resource", NodeKind.EQUIPMENT,
            "material_resource", NodeKind.MATERIAL,
            "design_resource", NodeKind.PRODUCT,
            "process", NodeKind.PROCESS,
            "ultimate_output", NodeKind.PRODUCT));
    private static final Map<String, NodeKind> PROVIDER_TYPES =
            new TreeMap<>(Map.of("organization", NodeKind.ORGANISATION, "country", NodeKind.AREA));
    private static final Pattern SHARE = Pattern.compile("\\d{1,3}(\\.\\d{1,12})?");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<EtoFile, EtoTable> tables;
    private final Findings findings;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Set<String>> aliases = new HashMap<>();
    private final Map<String, Set<String>> widerTypes = new HashMap<>();
    private final Map<EtoFile, Integer> otherNames = new EnumMap<>(EtoFile.class);
    private Map<String, String> nodeIds = Map.of();
    private int stagesLeftOut;

    /** What has an id of the data set: where it was first seen, and what it is called. */
    private record Entry(EtoFile file, long line, String name) {}

    EtoMapper(Map<EtoFile, EtoTable> tables, Findings findings) {
        this.tables = tables;
        this.findings = findings;
    }

    void map() {
        rows(EtoFile.INPUTS).forEach(row -> enter(EtoFile.INPUTS, row, "input_id", row.cell("input_name")));
        rows(EtoFile.STAGES).forEach(row -> enter(EtoFile.STAGES, row, "stage_id", row.cell("stage_name")));
        rows(EtoFile.PROVIDERS).forEach(row -> enter(EtoFile.PROVIDERS, row, "provider_id", providerName(row)));
        rows(EtoFile.PROVIDERS).forEach(this::collectAliases);
        Map<String, String> names = new LinkedHashMap<>();
        entries.forEach((id, entry) -> names.put(id, entry.name()));
        nodeIds = EtoIds.of(names);

        rows(EtoFile.INPUTS).forEach(this::collectStage);
        rows(EtoFile.SEQUENCE).forEach(this::collectType);
        rows(EtoFile.INPUTS).forEach(this::input);
        rows(EtoFile.STAGES).forEach(this::stage);
        rows(EtoFile.PROVIDERS).forEach(this::provider);
        rows(EtoFile.SEQUENCE).forEach(this::requirement);
        rows(EtoFile.PROVISION).forEach(this::supply);

        if (stagesLeftOut > 0) {
            findings.note("inputs.csv: stages left out, as stages.csv is not part of this import: " + stagesLeftOut);
        }
        otherNames.forEach((file, count) -> findings.note(file.fileName() + ": rows that name an entry otherwise than"
                + " its own file does, where the id was followed: " + count));
    }

    private List<EtoTable.Row> rows(EtoFile file) {
        EtoTable table = tables.get(file);
        return table == null ? List.of() : table.rows();
    }

    // Entries and their names

    private void enter(EtoFile file, EtoTable.Row row, String idColumn, String name) {
        String id = row.cell(idColumn);
        String nameColumn = idColumn.replace("_id", "_name");
        if (id.isEmpty()) {
            row.violate(idColumn, "is missing", "the id of the data set");
        } else if (name.isEmpty()) {
            row.violate(nameColumn, "is missing", "a name");
        }
        if (id.isEmpty()) {
            return;
        }
        Entry before = entries.putIfAbsent(id, new Entry(file, row.line(), name));
        if (before != null && before.file() != file) {
            row.violate(
                    idColumn,
                    "is the id of another entry, in line " + before.line() + " of "
                            + before.file().fileName(),
                    "an id of its own");
        }
    }

    /** A country is listed by its code, with its name as alias. */
    private static String providerName(EtoTable.Row row) {
        return isCode(row) ? row.cell("alias") : row.cell("provider_name");
    }

    private static boolean isCode(EtoTable.Row row) {
        return row.cell("provider_type").equals("country")
                && !row.cell("alias").isEmpty()
                && row.cell("provider_name").matches("[A-Z]{2,3}");
    }

    private void collectAliases(EtoTable.Row row) {
        Set<String> names = aliases.computeIfAbsent(row.cell("provider_id"), id -> new LinkedHashSet<>());
        String alias = isCode(row) ? row.cell("provider_name") : row.cell("alias");
        if (!alias.isEmpty() && !alias.equals(providerName(row))) {
            names.add(alias);
        }
    }

    /** The id of the node that a cell names, or null with a violation. */
    private @Nullable String node(EtoTable.Row row, EtoFile of, String column, String nameColumn, EtoFile... files) {
        String id = row.cell(column);
        Entry entry = entries.get(id);
        if (entry == null || !List.of(files).contains(entry.file())) {
            List<String> names = new ArrayList<>();
            List.of(files)
                    .forEach(file -> names.add(
                            file.fileName() + (tables.containsKey(file) ? "" : " (which is not part of this import)")));
            row.violate(column, id.isEmpty() ? "is missing" : "is not known", "an id of " + String.join(" or ", names));
            return null;
        }
        String name = row.cell(nameColumn);
        if (!name.isEmpty()
                && !name.equals(entry.name())
                && !aliases.getOrDefault(id, Set.of()).contains(name)) {
            otherNames.merge(of, 1, Integer::sum);
        }
        return nodeIds.get(id);
    }

    // Nesting, known before the nodes are made

    private void collectStage(EtoTable.Row row) {
        if (row.cell("stage_id").isEmpty()) {
            return;
        }
        if (!tables.containsKey(EtoFile.STAGES)) {
            stagesLeftOut++;
            return;
        }
        String stage = node(row, EtoFile.INPUTS, "stage_id", "stage_name", EtoFile.STAGES);
        if (stage != null) {
            wider(row.cell("input_id"), stage);
        }
    }

    private void collectType(EtoTable.Row row) {
        String wider = row.cell("is_type_of_id");
        if (wider.isEmpty()) {
            if (row.cell("goes_into_id").isEmpty()) {
                row.violate("goes_into_id", "is missing, and so is is_type_of_id", "one of the two");
            }
            return;
        }
        String node = node(row, EtoFile.SEQUENCE, "input_id", "input_name", EtoFile.INPUTS);
        String type = node(row, EtoFile.SEQUENCE, "is_type_of_id", "is_type_of_name", EtoFile.INPUTS);
        if (node != null && node.equals(type)) {
            row.violate("is_type_of_id", "makes the input a type of itself", "another input");
        } else if (node != null && type != null) {
            wider(row.cell("input_id"), type);
        }
    }

    private void wider(String etoId, String type) {
        widerTypes.computeIfAbsent(etoId, id -> new LinkedHashSet<>()).add(type);
    }

    // Nodes

    private void input(EtoTable.Row row) {
        NodeKind kind = kind(row, "type", INPUT_TYPES);
        Integer year = year(row);
        if (kind != null) {
            addNode(row, row.cell("input_id"), row.cell("input_name"), kind, null, false, year);
        }
    }

    private void stage(EtoTable.Row row) {
        addNode(row, row.cell("stage_id"), row.cell("stage_name"), NodeKind.PROCESS, null, false, null);
    }

    private void provider(EtoTable.Row row) {
        NodeKind kind = kind(row, "provider_type", PROVIDER_TYPES);
        if (kind == null) {
            return;
        }
        String id = row.cell("provider_id");
        String name = row.cell("provider_name");
        String area = kind == NodeKind.AREA ? ownArea(row) : homeArea(row);
        boolean collective = kind == NodeKind.AREA ? area == null : EtoAreas.isVarious(name);
        addNode(row, id, providerName(row), kind, area, collective, null);
    }

    private @Nullable String ownArea(EtoTable.Row row) {
        for (String column : List.of("provider_name", "alias")) {
            String code = EtoAreas.alpha3(row.cell(column)).orElse(null);
            if (code != null) {
                return code;
            }
        }
        if (!EtoAreas.isGroup(row.cell("provider_name"))
                && !row.cell("provider_name").isEmpty()) {
            row.violate("provider_name", "is not an area", EtoAreas.EXPECTED);
        }
        return null;
    }

    private static @Nullable String homeArea(EtoTable.Row row) {
        String country = row.cell("country");
        String code = EtoAreas.alpha3(country).orElse(null);
        if (code == null && !country.isEmpty() && !EtoAreas.isGroup(country)) {
            row.violate("country", "is not an area", EtoAreas.EXPECTED);
        }
        return code;
    }

    private static @Nullable NodeKind kind(EtoTable.Row row, String column, Map<String, NodeKind> types) {
        NodeKind kind = types.get(row.cell(column));
        if (kind == null) {
            row.violate(column, "is not one of the known values", "one of: " + String.join(", ", types.keySet()));
        }
        return kind;
    }

    private void addNode(
            EtoTable.Row row,
            String etoId,
            String name,
            NodeKind kind,
            @Nullable String area,
            boolean collective,
            @Nullable Integer year) {
        String id = nodeIds.get(etoId);
        if (id == null || name.isEmpty()) {
            return; // said when the entry was entered
        }
        String description = row.cell("description");
        add(
                row,
                new Node(
                        id,
                        kind,
                        name,
                        new TreeMap<>(),
                        List.copyOf(aliases.getOrDefault(etoId, Set.of())),
                        description.isEmpty() ? null : description,
                        null,
                        area,
                        collective,
                        List.copyOf(widerTypes.getOrDefault(etoId, Set.of())),
                        List.of(new ExternalId(SCHEME, etoId, null)),
                        new Evidence(SOURCE, year, Confidence.UNKNOWN)));
    }

    // Links

    private void requirement(EtoTable.Row row) {
        if (row.cell("goes_into_id").isEmpty()) {
            return;
        }
        String input = node(row, EtoFile.SEQUENCE, "input_id", "input_name", EtoFile.INPUTS);
        String node = node(row, EtoFile.SEQUENCE, "goes_into_id", "goes_into_name", EtoFile.INPUTS);
        if (input != null && input.equals(node)) {
            row.violate("goes_into_id", "makes the input go into itself", "another input");
        } else if (input != null && node != null) {
            add(
                    row,
                    new Requirement(
                            Requirement.idOf(node, input),
                            node,
                            input,
                            Essentiality.UNKNOWN,
                            null,
                            null,
                            null,
                            List.of(),
                            new Evidence(SOURCE, null, Confidence.UNKNOWN)));
        }
    }

    private void supply(EtoTable.Row row) {
        String supplier = node(row, EtoFile.PROVISION, "provider_id", "provider_name", EtoFile.PROVIDERS);
        String input = node(row, EtoFile.PROVISION, "provided_id", "provided_name", EtoFile.INPUTS, EtoFile.STAGES);
        Share share = share(row);
        Integer year = year(row);
        if (supplier == null || input == null || share == null) {
            return;
        }
        String source = row.cell("source");
        add(
                row,
                new Supply(
                        Supply.idOf(supplier, input, null),
                        supplier,
                        input,
                        null,
                        share,
                        null,
                        null,
                        null,
                        null,
                        new Evidence(source.isEmpty() ? SOURCE : SOURCE + ": " + source, year, Confidence.UNKNOWN)));
    }

    private static @Nullable Share share(EtoTable.Row row) {
        String text = row.cell("share_provided");
        if (text.isEmpty()) {
            return Share.UNKNOWN;
        }
        if (text.toLowerCase(Locale.ROOT).equals("negligible")) {
            return Share.NEGLIGIBLE;
        }
        if (SHARE.matcher(text).matches()) {
            BigDecimal share = new BigDecimal(text);
            if (share.compareTo(HUNDRED) <= 0) {
                return new Share.Known(share, share);
            }
        }
        row.violate(
                "share_provided",
                "is not a share",
                "percent from 0 to 100 with a decimal point, negligible, or nothing where it is unknown");
        return null;
    }

    private static @Nullable Integer year(EtoTable.Row row) {
        String text = row.cell("year");
        if (text.isEmpty()) {
            return null;
        }
        if (YEAR.matcher(text).matches()) {
            return Integer.valueOf(text);
        }
        row.violate("year", "is not a year", "four digits, or nothing");
        return null;
    }

    /** What the catalogue demands of any fact is demanded in one place: by reading the fact as a client would send it. */
    private void add(EtoTable.Row row, Fact fact) {
        List<Violation> wrong = new ArrayList<>();
        FactReader.read(fact.factKind(), FactWriter.write(fact), null, wrong);
        if (wrong.isEmpty()) {
            findings.fact(fact, row.file(), row.line());
        } else {
            wrong.forEach(violation -> findings.violation(violation.at(row.file(), row.line(), null)));
        }
    }
}
