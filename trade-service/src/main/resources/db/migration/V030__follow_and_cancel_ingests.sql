-- A job can be cancelled until it commits, and tells its way: when each phase began, how much of the body is there.
alter table ingest drop constraint ingest_state_check;
alter table ingest add constraint ingest_state_check
    check (state in ('RECEIVING', 'STAGED', 'APPLYING', 'COMPLETED', 'FAILED', 'CANCELLED'));

alter table ingest
    add column phases         jsonb  not null default '{}', -- name of a phase: the instant at which it began
    add column bytes_expected bigint,                       -- of the body as it comes; null when the sender did not say
    add column bytes_received bigint not null default 0,    -- of the body as it comes
    add column put_off        text,                         -- why it waits, when the database could not take it
    add column failure_offset bigint;                       -- byte of the unpacked file at which it cannot be read on
