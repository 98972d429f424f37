-- Which series a revision changed: what a question for revisions walks along, newest or oldest first. The figures
-- themselves are in observation and observation_history; finding them by valid_from alone would cost an index entry a
-- figure, and a revised figure its cheap update.
create table series_revision (
    revision     bigint  not null,       -- of revision, whose row comes last in the same transaction
    series_id    bigint  not null,       -- of series
    first_period date    not null,       -- of those that changed
    last_period  date    not null,
    added        integer not null,       -- how many periods were new
    revised      integer not null,       -- how many said something else before
    primary key (revision, series_id)
);
create index series_revision_of_a_series on series_revision (series_id, revision);

insert into series_revision (revision, series_id, first_period, last_period, added, revised)
select v.valid_from as revision, v.series_id, min(v.period_start) as first_period, max(v.period_start) as last_period,
       count(*) filter (where h.series_id is null) as added, count(h.series_id) as revised
from (select series_id, period_start, valid_from from observation
      union all select series_id, period_start, valid_from from observation_history) v
left join observation_history h
  on h.series_id = v.series_id and h.period_start = v.period_start and h.valid_to = v.valid_from
group by v.valid_from, v.series_id;

-- What the source calls its vintage, and when it published it: said with the file, whether it changes a figure or not.
alter table ingest
    add column vintage_kind text check (vintage_kind in ('PROVISIONAL', 'DETAILED', 'REVISED', 'FIXED')),
    add column published_at timestamptz;
