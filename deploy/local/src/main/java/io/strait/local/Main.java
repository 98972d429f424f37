package io.strait.local;

import io.strait.local.sample.SampleData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** The commands {@code up}, {@code down}, {@code status} and {@code reset} of deploy/local. */
public final class Main {
    private static final Duration DOWN = Duration.ofMinutes(3);
    private static final int NOT_RUNNING = 3;

    private final Settings settings;
    private final Progress progress;

    private Main(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Exit codes: 0 done, 1 something stands in the way, 2 the command line is wrong, 3 (status) not all is up. */
    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> arguments) {
        try {
            Settings settings = Settings.of(System.getenv(), Repository.find().root());
            Main main = new Main(settings, System.out::println);
            List<String> options = arguments.subList(Math.min(1, arguments.size()), arguments.size());
            String command = arguments.isEmpty() ? "" : arguments.get(0);
            if (command.equals("up") && (options.isEmpty() || options.equals(List.of("--dependencies")))) {
                return main.up(options.isEmpty());
            }
            if (command.equals("down") && options.isEmpty()) {
                return main.down();
            }
            if (command.equals("status") && options.isEmpty()) {
                return main.status();
            }
            if (command.equals("reset") && (options.isEmpty() || options.equals(List.of("--yes")))) {
                return main.reset(!options.isEmpty());
            }
            System.err.println("Usage: deploy/local/up [--dependencies] | down | status | logs NAME | reset [--yes]");
            return 2;
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private int up(boolean whole) {
        long start = System.nanoTime();
        Home home = Home.open(settings.home());
        home.requireFree(settings.minFreeMegabytes());
        LocalStack.Builder builder = settings.stack().progress(progress);
        if (!whole) {
            builder.dependenciesOnly();
        }
        // Closed by the hook that the stack registers, also after Ctrl-C and SIGTERM.
        LocalStack stack = builder.build();
        stack.start(() -> home.launcherPidFile().write(ProcessHandle.current(), Main.class.getName()));
        stack.awaitReady();
        progress.say(String.format(Locale.ROOT, "Ready after %.1f s", (System.nanoTime() - start) / 1e9));
        Path checkout = Repository.find().root();
        if (whole) {
            loadSample(stack, checkout);
        }
        progress.say("");
        progress.say(whole ? Hints.whole(stack, checkout) : Hints.dependencies(stack));
        progress.say("");
        progress.say("Ctrl-C here, or deploy/local/down elsewhere, stops it.");
        new Supervisor(stack, Clock.systemUTC(), progress).watch();
        return 0;
    }

    private void loadSample(LocalStack stack, Path checkout) {
        try {
            new SampleData(
                            stack.baseUri(Part.GATEWAY),
                            stack.token("contributor"),
                            stack.home().sample(),
                            checkout,
                            progress)
                    .load();
        } catch (LaunchException e) {
            // What runs is of use without it, and the next start tries again.
            progress.say("The sample data is not complete. " + e.getMessage());
        }
    }

    private int down() {
        if (!Home.exists(settings.home())) {
            progress.say("Nothing runs: " + settings.home() + " does not exist");
            return 0;
        }
        Home home = Home.open(settings.home());
        Optional<ProcessHandle> launcher = home.launcherPidFile().find();
        if (launcher.isPresent()) {
            progress.say("Stopping (process " + launcher.get().pid() + ")");
            launcher.get().destroy();
            long deadline = System.nanoTime() + DOWN.toNanos();
            while (Processes.isRunning(launcher.get())) {
                if (System.nanoTime() > deadline) {
                    throw new LaunchException(
                            "The launcher, process " + launcher.get().pid()
                                    + ", has not ended after " + DOWN.toMinutes() + " minutes. End it with kill -9 "
                                    + launcher.get().pid() + ", then run deploy/local/down again");
                }
                Processes.pause(Duration.ofMillis(100));
            }
        }
        Home.Lock lock = home.lock()
                .orElseThrow(() -> new LaunchException(
                        "Something other than deploy/local/up runs Strait on " + home.folder() + ": stop it there"));
        try (lock) {
            boolean leftovers = new Leftovers(home, home::programs, progress).stop();
            home.launcherPidFile().delete();
            progress.say(launcher.isPresent() || leftovers ? "Stopped" : "Nothing runs on " + home.folder());
        }
        return 0;
    }

    private int status() {
        progress.say("State folder: " + settings.home());
        if (!Home.exists(settings.home())) {
            progress.say("Nothing has been started there: deploy/local/up");
            return NOT_RUNNING;
        }
        Home home = Home.open(settings.home());
        Optional<ProcessHandle> launcher = home.launcherPidFile().find();
        progress.say(
                launcher.map(process -> "Launcher: process " + process.pid()).orElse("Launcher: not running"));
        Properties addresses = home.addresses();
        boolean all = launcher.isPresent();
        boolean any = false;
        for (Part part : Part.values()) {
            Optional<ProcessHandle> process = home.process(part).filter(Processes::isRunning);
            if (process.isEmpty() && addresses.getProperty(part.label() + ".port") == null) {
                continue;
            }
            boolean ready = process.isPresent() && Health.isReady(home, part, addresses);
            all &= ready;
            any |= process.isPresent();
            progress.say(String.format(
                    Locale.ROOT,
                    "%-12s %-9s port %-6s %s",
                    part.label(),
                    process.isEmpty() ? "stopped" : ready ? "ready" : "not ready",
                    addresses.getProperty(part.label() + ".port", "?"),
                    process.map(handle -> "process " + handle.pid()).orElse("")));
        }
        if (any && launcher.isEmpty()) {
            progress.say("Parts run without their launcher: deploy/local/up takes over, deploy/local/down stops them");
        }
        return all ? 0 : NOT_RUNNING;
    }

    private int reset(boolean sure) {
        if (!Home.exists(settings.home())) {
            progress.say("There is no state: " + settings.home());
            return 0;
        }
        Home home = Home.open(settings.home());
        Home.Lock lock = home.lock()
                .orElseThrow(() -> new LaunchException(
                        "Strait runs on " + home.folder() + ": stop it with deploy/local/down first"));
        try (lock) {
            if (!sure && !confirmed(home)) {
                progress.say("Nothing was deleted");
                return 1;
            }
            new Leftovers(home, home::programs, progress).stop();
            home.delete();
        }
        progress.say("Deleted " + home.folder());
        return 0;
    }

    private static boolean confirmed(Home home) {
        System.out.print("Delete all data, logs and tokens in " + home.folder() + "? (yes or no; --yes asks nothing) ");
        System.out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null && answer.trim().equalsIgnoreCase("yes");
        } catch (IOException e) {
            return false;
        }
    }
}
