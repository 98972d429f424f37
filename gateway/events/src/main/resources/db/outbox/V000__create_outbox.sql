-- Events that are committed and not yet acknowledged by Kafka. A row goes when its event is acknowledged, so the table
-- is as long as the relay is behind.
create table outbox (
    seq         bigint generated always as identity primary key,
    id          uuid        not null default gen_random_uuid(), -- ce_id, the same however often it is sent
    type        text        not null check (type <> ''),        -- ce_type
    subject     text        not null check (subject <> ''),     -- ce_subject and the Kafka key
    occurred_at timestamptz not null default clock_timestamp(), -- ce_time
    traceparent text,                                           -- W3C trace context of the request that caused it
    data        json        not null,                           -- json keeps the members' order, jsonb does not
    bytes       integer     not null generated always as (octet_length(data::text)) stored -- bounds a read's memory
) with (
    -- Every row is inserted and deleted once. By the default (a fifth of the table) vacuum would come late after an
    -- outage and never for the few live rows of a calm day; the relay would walk the dead ones at each read.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_cost_delay = 0,
    toast.autovacuum_vacuum_scale_factor = 0,
    toast.autovacuum_vacuum_threshold = 1000
);

-- Events that Kafka will never take (too large for the topic, say), kept for people: mend the cause, insert anew.
create table outbox_dead (
    seq         bigint      primary key,
    id          uuid        not null,
    type        text        not null,
    subject     text        not null,
    occurred_at timestamptz not null,
    traceparent text,
    data        json        not null,
    cause       text        not null,
    died_at     timestamptz not null default clock_timestamp()
);

-- The rows that the relay sends at present, written before it sends them. A relay that takes over sends them first: rows
-- of lower numbers may have been committed since, by the thousand, and would put the second copy of a row far behind its
-- first, where consumers do not look for it any more.
create table outbox_in_hand (
    singleton boolean primary key default true check (singleton),
    seqs      bigint[] not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

insert into outbox_in_hand (seqs) values ('{}');

-- One wake-up a transaction, however many rows it adds.
create function outbox_wake() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', '');
    return null;
end $$;

create trigger outbox_wake after insert on outbox for each statement execute function outbox_wake();
