-- A figure that a replacement takes away stays, as one that says REMOVED: what was held before it is history like any
-- other, and nothing that asks for changes has to guess at what is not there.
do $$
declare
    part regclass;
begin
    for part in select 'observation'::regclass
                union all select inhrelid::regclass from pg_inherits where inhparent = 'observation'::regclass loop
        execute format('alter table %s drop constraint if exists observation_status_check', part);
    end loop;
end $$;
alter table observation add constraint observation_status_check
    check (status in ('REPORTED', 'ESTIMATED', 'MISSING', 'SUPPRESSED', 'REMOVED'));

alter table series_revision add column removed integer not null default 0;

alter table ingest
    add column replaces     text check (replaces in ('SLICE', 'COMMODITIES', 'SERIES')), -- null: takes nothing away
    add column dry_run      boolean not null default false, -- only tells what it would do
    add column rows_removed bigint  not null default 0;     -- figures that were held and are not in the file

-- The same file is another job when it is to replace more, and a dry run stands for nothing.
drop index ingest_by_digest;
create unique index ingest_by_digest on ingest (source, digest, coalesce(replaces, ''))
    where state in ('STAGED', 'APPLYING', 'COMPLETED') and not dry_run;

-- The first of what a replacement took away, or would.
create table ingest_removal (
    ingest_id     text   not null references ingest on delete cascade,
    seq           bigint not null,
    series_key    text   not null,
    period        text   not null,
    status        text   not null,
    primary_value numeric,
    currency      char(3) not null,
    primary key (ingest_id, seq)
);
