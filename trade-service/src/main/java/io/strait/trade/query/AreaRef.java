package io.strait.trade.query;

import io.strait.trade.reference.Area;
import io.strait.trade.reference.AreaKind;
import io.strait.trade.reference.AreaList;
import io.strait.trade.reference.Areas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An area as answers give it: every code that is accepted. */
record AreaRef(int code, @Nullable String alpha2, @Nullable String alpha3, String name) {
    static AreaRef of(Area area) {
        return new AreaRef(area.code(), area.alpha2(), area.alpha3(), area.name());
    }

    /** The areas of figures. */
    static final class Lookup {
        private final Areas areas;
        private final Map<Integer, Area> found = new HashMap<>();
        private AreaList list;

        Lookup(Areas areas) {
            this.areas = areas;
            this.list = areas.list();
        }

        AreaRef of(int code) {
            return AreaRef.of(found.computeIfAbsent(code, this::find));
        }

        private Area find(int code) {
            return list.ofCode(code).orElseGet(() -> {
                list = areas.fresh();
                return list.ofCode(code)
                        .orElseThrow(() -> new IllegalStateException("area " + code + " is in no code list"));
            });
        }

        /** One for each area that is in no code list. */
        List<Warning> unmapped() {
            return found.values().stream()
                    .filter(area -> area.kind() == AreaKind.UNMAPPED)
                    .map(area -> new Warning(
                            "unmapped-area",
                            "area",
                            String.valueOf(area.code()),
                            "Code " + area.code() + " (" + area.name() + ") is in no code list: whether it is a total"
                                    + " of others is not known"))
                    .toList();
        }
    }
}
