-- Who fetches figures by itself, and when. A definition holds no secret: key_name names one of the configuration.
create table connector (
    id           text        primary key check (id ~ '^[a-z][a-z0-9-]{0,62}$'),
    version      bigint      not null,          -- counts changes of the definition; its ETag
    kind         text        not null check (kind in ('COMTRADE', 'E_STAT', 'KOREA_CUSTOMS', 'SDMX', 'FOLDER', 'URL')),
    source       text        not null references source,
    settings     jsonb       not null,          -- as its kind reads them; checked before they come here
    key_name     text,
    vintage_kind text        check (vintage_kind in ('PROVISIONAL', 'DETAILED', 'REVISED', 'FIXED')),
    cron         text,                          -- null: runs only when asked to
    zone         text        not null,
    calls_a_day  integer     not null check (calls_a_day > 0),
    enabled      boolean     not null,
    changed_by   text        not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    memory       jsonb       not null default '{}', -- what a run leaves for the next one: a tag, an instant, files seen
    next_run     timestamptz,                   -- null: none is due
    failures     integer     not null default 0 -- runs that failed since one did not
);
create index connector_due on connector (next_run) where enabled;

create table connector_run (
    id             bigint      generated always as identity primary key,
    connector_id   text        not null references connector,
    state          text        not null
                   check (state in ('QUEUED', 'RUNNING', 'WAITING', 'COMPLETED', 'FAILED', 'CANCELLED')),
    cause          text        not null check (cause in ('SCHEDULE', 'REQUEST')),
    asked_by       text        not null,
    definition     jsonb       not null,        -- as it was when the run was made: a change is for the next run
    planned        boolean     not null default false, -- whether its first parts are there
    created_at     timestamptz not null,
    started_at     timestamptz,
    ended_at       timestamptz,
    due_at         timestamptz not null,        -- before it nothing is done; by the service's clock
    waits_for      text,                        -- why it is put off
    attempts       integer     not null default 0, -- put off since a part was last finished
    memory         jsonb       not null default '{}', -- becomes the connector's when the run completes
    failure        text,                        -- slug of a problem type
    failure_detail text,
    owner          text,                        -- the replica that works on it
    lease_until    timestamptz                  -- by the database's clock; after it another replica may take it up
);
-- One run of a connector at a time.
create unique index connector_run_open on connector_run (connector_id) where state in ('QUEUED', 'RUNNING', 'WAITING');
create index connector_run_due on connector_run (due_at, id) where state in ('QUEUED', 'RUNNING', 'WAITING');
create index connector_run_newest_first on connector_run (connector_id, id desc);

-- A run in the pieces that are asked for one by one. Each is finished in one transaction, so a run whose replica is gone
-- goes on with the first that is not.
create table connector_part (
    run_id         bigint      not null references connector_run on delete cascade,
    seq            bigint      generated always as identity,
    spec           jsonb       not null,        -- as its kind reads it
    state          text        not null check (state in ('PENDING', 'DONE', 'SPLIT', 'FAILED')),
    ingest_id      text,                        -- the job that the answer became; null without figures
    note           text,
    failure        text,
    failure_detail text,
    finished_at    timestamptz,
    primary key (run_id, seq)
);
create index connector_part_pending on connector_part (run_id, seq) where state = 'PENDING';

-- Calls of a day (UTC), counted before they are made.
create table connector_day (
    connector_id text    not null references connector,
    day          date    not null,
    calls        integer not null,
    primary key (connector_id, day)
);
