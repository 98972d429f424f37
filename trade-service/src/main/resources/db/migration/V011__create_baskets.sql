-- Product groups. Every version is kept; the newest of a basket is what holds, unless it is a deletion.
create table basket_version (
    basket     text        not null check (basket ~ '^[A-Z][A-Z0-9_-]{1,31}$'),
    version    integer     not null,
    definition jsonb,                  -- null: deleted
    edited_at  timestamptz not null,   -- no earlier than that of any version before, of whatever basket
    edited_by  text        not null,
    primary key (basket, version)
);
-- Which baskets have this one in them.
create index basket_version_by_nested on basket_version using gin ((definition -> 'baskets') jsonb_path_ops);

-- An example. Sustainable aviation fuel has no code of its own in the Harmonized System: it is part of 2710.19, and of the
-- line 2710 19 21 (kerosene-type jet fuel) of the Combined Nomenclature. How large a part nobody publishes, so the share
-- is blank: blank is not zero.
insert into basket_version (basket, version, definition, edited_at, edited_by) values
    ('SAF', 1, '{
      "name": "Sustainable aviation fuel",
      "description": "An example. It has no HS code of its own: kerosene-type jet fuel and other oils of 2710.19 hold an unknown part of it. A source for the share goes with the share.",
      "items": [
        {"classification": "H4", "code": "271019", "share": null, "note": "HS 2012: oils that are not light and hold no biodiesel"},
        {"classification": "H5", "code": "271019", "share": null, "note": "HS 2017"},
        {"classification": "H6", "code": "271019", "share": null, "note": "HS 2022"},
        {"classification": "HS", "code": "27101921", "share": null, "reporters": [97], "note": "Combined Nomenclature: jet fuel, kerosene type"}
      ],
      "baskets": [],
      "exclusions": []
    }', '2024-01-01T00:00:00Z', 'strait');
