package io.strait.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a launcher that was killed left running on a state folder. The caller holds the folder's lock. */
record Leftovers(Home home, Supplier<Path> programs, Progress progress) {
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Stops all of it in order; returns whether there was any. */
    boolean stop() {
        List<Part> last = new ArrayList<>(List.of(Part.values()));
        Collections.reverse(last);
        boolean any = false;
        for (Part part : last) {
            Optional<ProcessHandle> process = home.process(part);
            if (process.isPresent() && Processes.isRunning(process.get())) {
                any = true;
                progress.say("Stopping " + part.label() + " (process "
                        + process.get().pid() + "), which an earlier run left behind");
                if (part == Part.POSTGRES) {
                    PostgresServer.stopOrphan(PostgresBinaries.unpack(programs.get()), home.data(part));
                } else {
                    Processes.stop(process.get(), GRACE);
                }
            }
            home.pidFile(part).delete();
        }
        return any;
    }
}
