-- Rejected rows as they stand in their file, so that they can be mended and sent again.
create table ingest_reject_row (
    ingest_id text   not null references ingest on delete cascade,
    line      bigint not null,  -- as in ingest_reject
    cells     text[] not null,  -- one where the file has lines and no cells
    primary key (ingest_id, line)
);

-- How the rows of the file are written: empty for a file of JSON objects, null where no row is kept.
alter table ingest
    add column row_header    text[],
    add column row_delimiter text;
