-- Imports as trade-service tells them, of the HS codes that nodes carry and the areas that nodes are at home in. All of
-- it can be had again from trade-service; it is kept here so that an answer needs nobody else.

-- A figure as it was from valid_from (its vintage at trade-service) until the next row of the same series and period.
-- Rows are added and never changed, in whatever order they come; what an event says was there before stands with it, for
-- where that row is not held.
create table trade_figure (
    reporter       text        not null, -- ISO 3166 alpha-3
    commodity      text        collate "C" not null, -- HS digits
    source         text        not null,
    frequency      char(1)     not null check (frequency in ('A', 'M')),
    classification text        not null, -- H0 to H9: the edition of the nomenclature
    partner        text        not null, -- ISO 3166 alpha-3, W00 for the world, else the source's code
    period_start   date        not null,
    valid_from     timestamptz not null,
    currency       text        not null,
    status         text        not null check (status in ('REPORTED', 'ESTIMATED', 'MISSING', 'SUPPRESSED', 'REMOVED')),
    value          numeric,
    before_known   boolean     not null, -- an event said what was there before; a figure that was fetched does not
    before_status  text,                 -- null, and known: nothing was there before
    before_value   numeric,
    primary key (reporter, commodity, source, frequency, classification, partner, period_start, valid_from),
    check ((value is not null) = (status in ('REPORTED', 'ESTIMATED'))),
    check (before_known or (before_status is null and before_value is null))
);

-- Events that have been stored, kept for as long as Kafka may bring them again.
create table trade_event (
    id text        primary key, -- ce_id
    at timestamptz not null default now()
);
create index trade_event_at on trade_event (at);

-- Where to read on in Kafka; moves in the transaction of the rows.
create table trade_position (
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (topic, partition)
);

-- What has been fetched over HTTP: a code, for which reporters and years, at which revision of trade-service.
create table trade_pull (
    code      text        primary key,
    scope     text        not null,
    revision  bigint      not null,
    complete  boolean     not null,
    pulled_at timestamptz not null
);

create table trade_source (
    code          text    primary key,
    name          text    not null,
    demonstration boolean not null
);

-- One replica follows at a time.
create table trade_follower (
    one     boolean primary key default true check (one),
    owner   text,
    expires timestamptz
);
insert into trade_follower (one) values (true);

create table trade_state (
    one          boolean primary key default true check (one),
    version      bigint  not null default 0, -- counts the changes of trade_figure and trade_source
    confirmed_at timestamptz,                -- when trade-service last answered
    away_since   timestamptz,                -- null while it answers
    away_reason  text
);
insert into trade_state (one) values (true);
