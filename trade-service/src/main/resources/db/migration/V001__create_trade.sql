-- Dimensions ---------------------------------------------------------------------------------------------------------

-- Codes are UN Comtrade's (M49 with its exceptions: 251 France, 381 Italy, 490 Other Asia nes, 842 USA ...).
create table area (
    code       integer primary key,
    key        text not null unique,   -- in series keys and answers: ISO 3166 alpha-3, W00, or the numeric code
    alpha2     text,
    alpha3     text,
    m49        integer,                -- where it differs from code
    name       text not null,
    kind       text not null check (kind in ('COUNTRY', 'GROUP', 'WORLD', 'RESIDUAL', 'UNMAPPED')),
    valid_from date,
    valid_to   date
);

create table flow (
    code   text primary key,
    parent text references flow,       -- re-exports are part of exports: never add a flow to its parent
    name   text not null
);

create table quantity_unit (
    code         integer primary key,
    abbreviation text not null,
    name         text not null
);

create table source (
    code          text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,31}$'),
    name          text    not null,
    url           text,
    demonstration boolean not null default false -- made-up figures: every answer says so
);

-- Ingests and revisions ----------------------------------------------------------------------------------------------

create table ingest (
    id             text primary key,
    source         text        not null references source,
    format         text,
    file_name      text,
    state          text        not null check (state in ('RECEIVING', 'STAGED', 'APPLYING', 'COMPLETED', 'FAILED')),
    digest         bytea,               -- SHA-256 of the body, known when it has been read to its end
    bytes          bigint      not null default 0,
    rows_read      bigint      not null default 0,
    rows_accepted  bigint      not null default 0,
    rows_unchanged bigint      not null default 0,
    rows_revised   bigint      not null default 0,
    rows_rejected  bigint      not null default 0,
    series_changed bigint      not null default 0,
    failure        text,                -- slug of a problem type
    failure_detail text,
    notes          jsonb       not null default '[]', -- what was found out about the file: encoding, delimiter, absent columns
    submitted_by   text        not null,
    traceparent    text,
    received_at    timestamptz not null,
    updated_at     timestamptz not null,
    finished_at    timestamptz,
    owner          text,                -- the replica that works on it
    lease_until    timestamptz,         -- after this instant another replica may take it up
    staged_at      timestamptz,         -- jobs are applied in this order, so a later file wins over an earlier one
    attempts       integer     not null default 0, -- how often it was taken up to be applied
    areas          jsonb,               -- what the file calls its areas, until it is applied
    idempotency_key text                -- of the request, when it had one
);

-- The same file for the same source is one job, unless that job failed.
create unique index ingest_by_digest on ingest (source, digest) where state in ('STAGED', 'APPLYING', 'COMPLETED');
-- A caller's key stands for one job, unless that job failed.
create unique index ingest_by_idempotency_key on ingest (submitted_by, idempotency_key)
    where state in ('STAGED', 'APPLYING', 'COMPLETED');
create index ingest_to_take_up on ingest (staged_at) where state in ('RECEIVING', 'STAGED', 'APPLYING');
create index ingest_newest_first on ingest (received_at desc, id desc);

create table ingest_reject (
    ingest_id text   not null references ingest on delete cascade,
    seq       bigint not null,
    line      bigint not null,          -- of the file, from 1; a JSON body counts its records instead
    field     text   not null,          -- column or member
    value     text   not null,
    message   text   not null,
    expected  text   not null,
    primary key (ingest_id, seq)
);

-- A revision is one applied ingest. Observations carry the number, not the instant: numbers are dense and ordered, and
-- the instant can be taken as the last act before commit, so that asOf never sees a revision appear in its past.
create table revision (
    revision  bigint primary key,
    vintage   timestamptz not null,
    ingest_id text        not null references ingest
);
create index revision_by_vintage on revision (vintage, revision);
create index revision_by_ingest on revision (ingest_id);

-- Series and observations --------------------------------------------------------------------------------------------

create table series (
    series_id          bigint generated always as identity primary key,
    series_key         text     not null unique,
    source             text     not null references source,
    frequency          char(1)  not null check (frequency in ('A', 'Q', 'M')),
    reporter           integer  not null references area,
    partner            integer  not null references area,
    partner2           integer  not null references area,
    flow               text     not null references flow,
    classification     text     not null,
    commodity          text     not null,
    customs            text     not null, -- customs procedure; C00 is the total
    transport          text     not null, -- mode of transport; 0 is the total
    supply             text     not null, -- mode of supply; 0 is the total
    currency           char(3)  not null,
    -- Marked at ingest, so that no sum has to guess.
    partner_is_total   boolean  not null, -- World or a group of areas
    commodity_level    smallint not null, -- digits; 0 is TOTAL
    breakdown_is_total boolean  not null, -- partner2, customs, transport and supply all are totals
    unique (source, frequency, reporter, partner, flow, classification, commodity, partner2, customs, transport, supply)
);
create index series_of_a_pair on series (reporter, partner, commodity, flow, frequency);
create index series_of_a_commodity on series (commodity, flow, frequency, reporter);

-- Only what is true now: reading it costs the same as if there were no history. No foreign key: rows come from a join
-- with series, whose rows stay, and a check of every single row would cost more than all else.
create table observation (
    series_id     bigint   not null,   -- of series
    period_start  date     not null,   -- first day; how long it is says the series' frequency
    valid_from    bigint   not null,   -- revision
    -- REPORTED and ESTIMATED have a value (zero is one), MISSING and SUPPRESSED have none; not yet reported is no row.
    status        text     not null check (status in ('REPORTED', 'ESTIMATED', 'MISSING', 'SUPPRESSED')),
    primary_value numeric,
    cif_value     numeric,
    fob_value     numeric,
    net_weight    numeric,             -- kg
    gross_weight  numeric,             -- kg
    quantity      numeric,
    quantity_unit integer,
    alt_quantity  numeric,
    alt_quantity_unit integer,
    estimated     smallint not null default 0, -- bits: 1 net weight, 2 gross weight, 4 quantity, 8 second quantity
    primary key (series_id, period_start),
    check ((primary_value is not null) = (status in ('REPORTED', 'ESTIMATED')))
) partition by range (period_start);

-- What was true from revision valid_from until before revision valid_to.
create table observation_history (
    series_id     bigint   not null,
    period_start  date     not null,
    valid_from    bigint   not null,
    valid_to      bigint   not null,
    status        text     not null,
    primary_value numeric,
    cif_value     numeric,
    fob_value     numeric,
    net_weight    numeric,
    gross_weight  numeric,
    quantity      numeric,
    quantity_unit integer,
    alt_quantity  numeric,
    alt_quantity_unit integer,
    estimated     smallint not null,
    primary key (series_id, period_start, valid_from),
    check (valid_from < valid_to)
) partition by range (period_start);

-- Partitions are made for the years that occur. Creating aside and attaching does not lock readers out.
create function ensure_year(year integer) returns void language plpgsql as $$
declare
    parent text;
    child  text;
begin
    foreach parent in array array ['observation', 'observation_history'] loop
        child := format('%s_y%s', parent, year);
        if to_regclass(child) is null then
            perform pg_advisory_xact_lock(hashtext('ensure_year'));
            if to_regclass(child) is null then
                execute format('create table %I (like %I including defaults including constraints)', child, parent);
                execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                               parent, child, make_date(year, 1, 1), make_date(year + 1, 1, 1));
            end if;
        end if;
    end loop;
end $$;

-- Staging tables live in a schema of their own, one an ingest, made and dropped with it.
create schema staging;

-- Flows as UN Comtrade lists them; a flow with a parent is part of it.
insert into flow (code, parent, name) values
    ('M', null, 'Import'), ('X', null, 'Export'),
    ('RM', 'M', 'Re-import'), ('RX', 'X', 'Re-export'),
    ('FM', 'M', 'Foreign import'), ('DX', 'X', 'Domestic export'),
    ('MIP', 'M', 'Import of goods for inward processing'), ('XIP', 'X', 'Export of goods after inward processing'),
    ('MOP', 'M', 'Import of goods after outward processing'), ('XOP', 'X', 'Export of goods for outward processing');

insert into quantity_unit (code, abbreviation, name) values
    (-1, 'N/A', 'No quantity'), (1, 'none', 'No quantity'), (2, 'm2', 'Area in square metres'),
    (3, '1000 kWh', 'Electrical energy in thousand kilowatt-hours'), (4, 'm', 'Length in metres'),
    (5, 'u', 'Number of items'), (6, '2u', 'Number of pairs'), (7, 'l', 'Volume in litres'),
    (8, 'kg', 'Weight in kilograms'), (9, '1000u', 'Thousands of items'), (10, 'packages', 'Number of packages'),
    (11, '12u', 'Dozens of items'), (12, 'm3', 'Volume in cubic metres'), (13, 'carat', 'Weight in carats');

insert into source (code, name, url, demonstration) values
    ('COMTRADE', 'UN Comtrade', 'https://comtradeplus.un.org', false),
    ('DEMO', 'Demonstration data: made by rule, not real', null, true);
