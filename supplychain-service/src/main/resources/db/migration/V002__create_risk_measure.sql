-- Measures of an input by revision: a row where it came to be another than before. Written in the transaction of the
-- revision, from the facts that it holds.

create table risk_measure (
    node      text             not null,
    measure   text             not null check (measure in ('concentrationByOrganisation', 'concentrationByArea')),
    revision  bigint           not null references revision (id),
    hhi_low   double precision,          -- null: nobody is on record as supplier any more
    hhi_high  double precision,
    coverage  double precision not null, -- percent of the market whose supplier is known
    suppliers int              not null,
    unknown   int              not null, -- how many suppliers have an unknown share
    basis     text             not null check (basis in ('areas', 'organisations', 'nobody')),
    because   text[]           not null default '{}', -- ids of the facts that brought it about, the first ones
    primary key (node, measure, revision),
    check ((hhi_low is null) = (hhi_high is null)),
    check (hhi_low <= hhi_high)
);
