package io.strait.local;

/** Told what happens while the system starts and stops, one line at a time. */
@FunctionalInterface
public interface Progress {
    /** Says nothing. */
    Progress SILENT = line -> {};

    void say(String line);
}
