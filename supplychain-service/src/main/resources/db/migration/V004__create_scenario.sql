-- What is asked (a scenario, which does not change) and each time it was computed (a run: on one revision, as a job).
create table scenario (
    id         text        primary key,
    name       text        not null,
    spec       json        not null, -- as its resource shows it, with every default written out
    created_at timestamptz not null,
    created_by text        not null
);
create index scenario_newest on scenario (created_at desc, id);

create table scenario_run (
    scenario_id  text        not null references scenario (id) on delete cascade,
    number       int         not null,
    revision     bigint      not null references revision (id), -- of the catalogue, chosen when it was asked for
    state        text        not null check (state in ('queued', 'running', 'completed', 'failed', 'cancelled')),
    progress     real        not null default 0,                -- 0 to 1
    requested_at timestamptz not null,
    requested_by text        not null,
    traceparent  text,
    finished_at  timestamptz,
    owner        text,        -- the replica that computes it
    lease_until  timestamptz, -- after which another one may take it up
    attempts     int         not null default 0,
    cancel       boolean     not null default false,
    failure      text,
    headline     text,
    result       json,
    primary key (scenario_id, number)
);
create index scenario_run_open on scenario_run (requested_at) where state in ('queued', 'running');
