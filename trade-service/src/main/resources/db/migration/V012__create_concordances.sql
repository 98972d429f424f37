-- Tables of weights from one classification to another; the way back is a table of its own. A version is kept whole.
create table concordance_version (
    from_classification text        not null,
    to_classification   text        not null,
    version             integer     not null,
    table_source        text        not null, -- who made the table
    codes               integer     not null, -- source codes in it
    loaded_at           timestamptz not null,
    loaded_by           text        not null,
    primary key (from_classification, to_classification, version)
);

-- The weights of a source code add up to exactly one.
create table concordance_weight (
    from_classification text    not null,
    to_classification   text    not null,
    version             integer not null,
    source_code         text    not null,
    target_code         text    not null, -- empty: what cannot be converted
    weight              numeric not null check (weight >= 0 and weight <= 1),
    primary key (from_classification, to_classification, version, source_code, target_code)
);
