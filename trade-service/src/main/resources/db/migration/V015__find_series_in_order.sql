-- Answers come in the order of series keys, which must not depend on the database's locale: a page then begins where the
-- last one ended, and a whole result is read in order without being sorted.
create unique index series_in_order on series (series_key collate "C");
