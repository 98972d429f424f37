-- Exchange rates. A load is a version of the whole table; a rate holds from the load that told it to the one that told
-- another, so every version can be read again.
create table exchange_rate_load (
    version   integer     primary key,
    source    text        not null, -- who publishes the rates
    url       text,
    kind      text        not null check (kind in ('AVERAGE', 'END_OF_PERIOD')),
    rows      integer     not null, -- in the file
    changed   integer     not null, -- new or other than before
    loaded_at timestamptz not null,
    loaded_by text        not null
);

create table exchange_rate (
    from_currency text    not null,
    to_currency   text    not null,
    frequency     text    not null check (frequency in ('A', 'Q', 'M')),
    period_start  date    not null,
    kind          text    not null check (kind in ('AVERAGE', 'END_OF_PERIOD')),
    rate_use      text    not null check (rate_use in ('ANY', 'EXPORT', 'IMPORT')),
    rate          numeric not null check (rate > 0), -- units of to_currency for one of from_currency
    valid_from    integer not null references exchange_rate_load,
    valid_to      integer references exchange_rate_load, -- the load that told another; null while it holds
    primary key (from_currency, to_currency, frequency, period_start, kind, rate_use, valid_from),
    check (from_currency <> to_currency)
);

-- One rate at a time.
create unique index exchange_rate_now on exchange_rate
    (from_currency, to_currency, frequency, period_start, kind, rate_use) where valid_to is null;

-- Which rates a flow's figures are converted by, where customs publish one for either direction. A flow that is not here
-- takes those of its parent.
create table exchange_rate_flow (
    flow     text primary key references flow,
    rate_use text not null check (rate_use in ('EXPORT', 'IMPORT'))
);

insert into exchange_rate_flow (flow, rate_use) values ('X', 'EXPORT'), ('M', 'IMPORT');
