-- What is held, counted: a question for what there is reads some rows of these and never the figures. Each apply keeps
-- them up in its own transaction. A slice is what a source sends together.
create table held_slice (
    slice_id        bigint generated always as identity primary key,
    source          text     not null references source,
    frequency       char(1)  not null,
    reporter        integer  not null references area,
    flow            text     not null references flow,
    classification  text     not null,
    commodity_level smallint not null,
    series          bigint   not null,   -- with at least one observation
    revision        bigint   not null    -- the newest that changed something in it
);
-- In the order of answers, which must not depend on the database's locale.
create unique index held_slice_in_order on held_slice
    (source collate "C", frequency, reporter, flow, classification, commodity_level);

create table held_period (
    slice_id     bigint not null references held_slice,
    period_start date   not null,
    observations bigint not null,
    primary key (slice_id, period_start)
);

insert into held_slice (source, frequency, reporter, flow, classification, commodity_level, series, revision)
select s.source, s.frequency, s.reporter, s.flow, s.classification, s.commodity_level,
       count(distinct o.series_id) as series, max(o.valid_from) as revision
from observation o join series s using (series_id)
group by s.source, s.frequency, s.reporter, s.flow, s.classification, s.commodity_level;

insert into held_period (slice_id, period_start, observations)
select h.slice_id, o.period_start, count(*) as observations
from observation o join series s using (series_id)
join held_slice h using (source, frequency, reporter, flow, classification, commodity_level)
group by h.slice_id, o.period_start;
