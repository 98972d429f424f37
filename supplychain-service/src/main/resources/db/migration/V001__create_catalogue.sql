-- Facts in revisions: nothing is overwritten. A row is one version of a fact, valid from one revision until (and without)
-- another. Writers take one advisory lock, so revisions are allocated in commit order and without gaps: whoever sees
-- revision n sees everything of every revision up to n.

create table revision (
    id         bigint primary key,
    at         timestamptz not null unique, -- grows with id; what asOf is compared with
    changed_by text        not null,
    why        text
);
insert into revision (id, at, changed_by, why) values (0, clock_timestamp(), 'strait', 'The empty catalogue');

create table node (
    id                  text    not null,
    valid_from_revision bigint  not null references revision (id),
    valid_to_revision   bigint  references revision (id), -- null: the current version
    kind                text    not null check (kind in
        ('material', 'part', 'equipment', 'process', 'product', 'organisation', 'site', 'area')),
    name                text    not null,
    names               jsonb   not null default '{}',    -- language tag -> name
    aliases             text[]  not null default '{}',
    description         text,
    grade               text,                             -- grade or purity: electronic-grade HF is not industrial HF
    area                text check (area ~ '^[A-Z]{3}$'), -- ISO 3166-1 alpha-3
    collective          boolean not null default false,   -- several unnamed ones, never to be counted as one
    type_of             text[]  not null default '{}',    -- nesting, apart from the flow of goods
    external_ids        jsonb   not null default '[]',    -- [{scheme, code, weight}]
    search_text         text    not null,                 -- lower case: id, name, names, aliases, codes
    source              text    not null,
    year                int,
    confidence          text    not null check (confidence in ('high', 'medium', 'low', 'unknown')),
    primary key (id, valid_from_revision),
    check (valid_to_revision > valid_from_revision)
);
create unique index node_current on node (id) where valid_to_revision is null;
create index node_from on node (valid_from_revision);
create index node_to on node (valid_to_revision) where valid_to_revision is not null;
create index node_type_of on node using gin (type_of) where valid_to_revision is null;

-- Node X needs input I. All of X's requirements together are the set it needs.
create table requirement (
    id                  text    not null,
    valid_from_revision bigint  not null references revision (id),
    valid_to_revision   bigint  references revision (id),
    node                text    not null,
    input               text    not null,
    essentiality        text    not null check (essentiality in ('critical', 'important', 'not', 'unknown')),
    amount              numeric check (amount >= 0),      -- per unit of the node's output; null: unknown
    amount_unit         text,
    stock_days          numeric check (stock_days >= 0),  -- null: unknown, 0: none held
    substitutes         jsonb   not null default '[]',    -- [{node, qualificationDays}]
    source              text    not null,
    year                int,
    confidence          text    not null check (confidence in ('high', 'medium', 'low', 'unknown')),
    primary key (id, valid_from_revision),
    check (valid_to_revision > valid_from_revision),
    check (node <> input)
);
create unique index requirement_current on requirement (id) where valid_to_revision is null;
create unique index requirement_pair on requirement (node, input) where valid_to_revision is null;
create index requirement_input on requirement (input) where valid_to_revision is null;
create index requirement_substitutes on requirement using gin (substitutes jsonb_path_ops) where valid_to_revision is null;
create index requirement_from on requirement (valid_from_revision);
create index requirement_to on requirement (valid_to_revision) where valid_to_revision is not null;

-- Organisation, site or area S delivers input I, to anyone (recipient null) or to X. The share is of the world market,
-- or of X's purchase. Unknown (both bounds null), zero and negligible are three different things.
create table supply (
    id                  text    not null,
    valid_from_revision bigint  not null references revision (id),
    valid_to_revision   bigint  references revision (id),
    supplier            text    not null,
    input               text    not null,
    recipient           text,
    share_low           numeric check (share_low between 0 and 100), -- percent
    share_high          numeric check (share_high between 0 and 100),
    share_negligible    boolean not null default false,
    capacity            numeric check (capacity >= 0),
    capacity_unit       text,
    lead_time_days      numeric check (lead_time_days >= 0),
    area_of_origin      text check (area_of_origin ~ '^[A-Z]{3}$'),
    source              text    not null,
    year                int,
    confidence          text    not null check (confidence in ('high', 'medium', 'low', 'unknown')),
    primary key (id, valid_from_revision),
    check (valid_to_revision > valid_from_revision),
    check ((share_low is null) = (share_high is null)),
    check (share_low <= share_high),
    check (not (share_negligible and share_low is not null)),
    check (supplier <> input)
);
create unique index supply_current on supply (id) where valid_to_revision is null;
create unique index supply_triple on supply (supplier, input, recipient) nulls not distinct where valid_to_revision is null;
create index supply_input on supply (input) where valid_to_revision is null;
create index supply_recipient on supply (recipient) where valid_to_revision is null;
create index supply_from on supply (valid_from_revision);
create index supply_to on supply (valid_to_revision) where valid_to_revision is not null;

-- What a POST with an Idempotency-Key has made, kept for a day.
create table idempotency (
    caller  text        not null,
    key     text        not null,
    digest  text        not null, -- SHA-256 of method, path and body
    answer  json        not null,
    at      timestamptz not null default now(),
    primary key (caller, key)
);
create index idempotency_at on idempotency (at);
