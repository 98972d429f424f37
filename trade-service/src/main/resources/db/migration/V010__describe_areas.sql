-- What is to be known of an area beyond its codes, and groups whose members change. Dates are those from and to which a
-- code stands in trade statistics, which follow the change of a state by up to some days.

alter table area
    add column may_report  boolean not null default true, -- whether figures reported by it may exist
    add column may_partner boolean not null default true; -- whether figures with it as partner may exist

-- World, residuals and areas without a customs office report nothing; UN Comtrade has the EU as a reporter only, and
-- Other Asia, nes as both.
update area set may_report = false where kind = 'WORLD' or (kind = 'RESIDUAL' and code <> 490);
update area set may_report = false where code in (10, 74, 86, 239, 260, 334, 581);
update area set may_partner = false where code = 97;

-- An ingest may have brought one of these along already, as unmapped.
insert into area (code, key, name, kind, valid_from, valid_to) values
    (230, '230', 'Ethiopia (before 1993)', 'COUNTRY', null, '1993-05-23'),
    (532, '532', 'Netherlands Antilles and Aruba', 'COUNTRY', null, '1985-12-31'),
    (711, '711', 'Southern African Customs Union (before 2000)', 'COUNTRY', null, '1999-12-31'),
    (720, '720', 'Democratic Yemen', 'COUNTRY', null, '1990-05-21'),
    (736, '736', 'Sudan (before 2011)', 'COUNTRY', null, '2011-07-08'),
    (886, '886', 'Yemen Arab Republic', 'COUNTRY', null, '1990-05-21')
on conflict (code) do update set name = excluded.name, kind = excluded.kind, valid_to = excluded.valid_to;

insert into area_alias (alias, code, note) values
    ('YMD', 720, 'former ISO 3166 code of Democratic Yemen'),
    ('BLX', 58, null);

-- Who came after an area that is no more. One with several successors cannot be shared out among them.
create table area_successor (
    area      integer not null references area,
    successor integer not null references area,
    since     date    not null,
    primary key (area, successor)
);

insert into area_successor (area, successor, since)
select p.area, a.code as successor, p.since
from (values
    (58, date '1999-01-01', array ['BEL', 'LUX']),
    (200, '1993-01-01', array ['CZE', 'SVK']),
    (230, '1993-05-24', array ['ETH', 'ERI']),
    (278, '1990-10-03', array ['DEU']),
    (280, '1990-10-03', array ['DEU']),
    (530, '2010-10-10', array ['CUW', 'SXM', 'BES']),
    (532, '1986-01-01', array ['530', 'ABW']),
    (711, '2000-01-01', array ['ZAF', 'BWA', 'LSO', 'NAM', 'SWZ']),
    (720, '1990-05-22', array ['YEM']),
    (736, '2011-07-09', array ['SDN', 'SSD']),
    (810, '1992-01-01', array ['ARM', 'AZE', 'BLR', 'EST', 'GEO', 'KAZ', 'KGZ', 'LTU', 'LVA', 'MDA', 'RUS', 'TJK',
                               'TKM', 'UKR', 'UZB']),
    (841, '1981-01-01', array ['USA']),
    (886, '1990-05-22', array ['YEM']),
    (890, '1992-01-01', array ['BIH', 'HRV', 'MKD', 'SVN', '891']),
    (891, '2006-06-03', array ['MNE', 'SRB'])
) as p (area, since, keys)
join area a on a.key = any (p.keys);

update area a set valid_from = s.since
from (select successor, max(since) as since from area_successor group by successor) s
where s.successor = a.code and a.valid_from is null;

-- Codes that other lists have for an area. ISO's and M49's of today stand in area itself.
create table area_code (
    system text    not null check (system in ('BACI', 'ISO2', 'ISO3', 'JAPAN')),
    code   text    not null,
    area   integer not null references area,
    primary key (system, code)
);
create index area_code_of_an_area on area_code (area);

insert into area_code (system, code, area) values
    -- Of states that are no more: ISO 3166-3.
    ('ISO2', 'CS', 891), ('ISO2', 'DD', 278), ('ISO2', 'SU', 810), ('ISO2', 'YU', 890), ('ISO2', 'AN', 530),
    ('ISO2', 'YD', 720), ('ISO3', 'CSK', 200), ('ISO3', 'DDR', 278), ('ISO3', 'SUN', 810), ('ISO3', 'YUG', 890),
    ('ISO3', 'SCG', 891), ('ISO3', 'ANT', 530), ('ISO3', 'YMD', 720),
    -- Where BACI is known to differ from M49.
    ('BACI', '490', 490), ('BACI', '842', 842), ('BACI', '251', 251), ('BACI', '579', 579), ('BACI', '757', 757),
    ('BACI', '699', 699);

-- Japan's own numbers (統計国名符号表), the list by which its files are read.
insert into area_code (system, code, area)
select 'JAPAN' as system, j.code, coalesce(a.code, l.code) as area
from (values
    ('103', 'KOR'), ('104', 'PRK'), ('105', 'CHN'), ('106', 'TWN'), ('107', 'MNG'), ('108', 'HKG'),
    ('110', 'VNM'), ('111', 'THA'), ('112', 'SGP'), ('113', 'MYS'), ('116', 'BRN'), ('117', 'PHL'),
    ('118', 'IDN'), ('120', 'KHM'), ('121', 'LAO'), ('122', 'MMR'), ('123', 'IND'), ('124', 'PAK'),
    ('125', 'LKA'), ('126', 'MDV'), ('127', 'BGD'), ('128', 'TLS'), ('129', 'MAC'), ('130', 'AFG'),
    ('131', 'NPL'), ('132', 'BTN'), ('133', 'IRN'), ('134', 'IRQ'), ('135', 'BHR'), ('137', 'SAU'),
    ('138', 'KWT'), ('140', 'QAT'), ('141', 'OMN'), ('143', 'ISR'), ('144', 'JOR'), ('145', 'SYR'),
    ('146', 'LBN'), ('147', 'ARE'), ('149', 'YEM'), ('150', 'AZE'), ('151', 'ARM'), ('152', 'UZB'),
    ('153', 'KAZ'), ('154', 'KGZ'), ('155', 'TJK'), ('156', 'TKM'), ('157', 'GEO'), ('158', 'PSE'),
    ('201', 'ISL'), ('202', 'NOR'), ('203', 'SWE'), ('204', 'DNK'), ('205', 'GBR'), ('206', 'IRL'),
    ('207', 'NLD'), ('208', 'BEL'), ('209', 'LUX'), ('210', 'FRA'), ('211', 'MCO'), ('212', 'AND'),
    ('213', 'DEU'), ('215', 'CHE'), ('217', 'PRT'), ('218', 'ESP'), ('219', 'GIB'), ('220', 'ITA'),
    ('221', 'MLT'), ('222', 'FIN'), ('223', 'POL'), ('224', 'RUS'), ('225', 'AUT'), ('227', 'HUN'),
    ('228', 'SRB'), ('229', 'ALB'), ('230', 'GRC'), ('231', 'ROU'), ('232', 'BGR'), ('233', 'CYP'),
    ('234', 'TUR'), ('235', 'EST'), ('236', 'LVA'), ('237', 'LTU'), ('238', 'UKR'), ('239', 'BLR'),
    ('240', 'MDA'), ('241', 'HRV'), ('242', 'SVN'), ('243', 'BIH'), ('244', 'MKD'), ('245', 'CZE'),
    ('246', 'SVK'), ('247', 'MNE'), ('249', 'FRO'), ('250', 'VAT'), ('301', 'GRL'), ('302', 'CAN'),
    ('303', 'SPM'), ('304', 'USA'), ('305', 'MEX'), ('306', 'GTM'), ('307', 'HND'), ('308', 'BLZ'),
    ('309', 'SLV'), ('310', 'NIC'), ('311', 'CRI'), ('312', 'PAN'), ('314', 'BMU'), ('315', 'BHS'),
    ('316', 'JAM'), ('317', 'TCA'), ('319', 'BRB'), ('320', 'TTO'), ('321', 'CUB'), ('322', 'HTI'),
    ('323', 'DOM'), ('324', 'PRI'), ('325', 'VIR'), ('328', 'CYM'), ('329', 'GRD'), ('330', 'LCA'),
    ('331', 'ATG'), ('332', 'VGB'), ('333', 'DMA'), ('334', 'MSR'), ('335', 'KNA'), ('336', 'VCT'),
    ('337', 'AIA'), ('338', 'BLM'), ('401', 'COL'), ('402', 'VEN'), ('403', 'GUY'), ('404', 'SUR'),
    ('405', 'GUF'), ('406', 'ECU'), ('407', 'PER'), ('408', 'BOL'), ('409', 'CHL'), ('410', 'BRA'),
    ('411', 'PRY'), ('412', 'URY'), ('413', 'ARG'), ('501', 'MAR'), ('503', 'DZA'), ('504', 'TUN'),
    ('505', 'LBY'), ('506', 'EGY'), ('507', 'SDN'), ('508', 'ESH'), ('509', 'MRT'), ('510', 'SEN'),
    ('511', 'GMB'), ('512', 'GNB'), ('513', 'GIN'), ('514', 'SLE'), ('515', 'LBR'), ('516', 'CIV'),
    ('517', 'GHA'), ('518', 'TGO'), ('519', 'BEN'), ('520', 'MLI'), ('521', 'BFA'), ('522', 'CPV'),
    ('524', 'NGA'), ('525', 'NER'), ('526', 'RWA'), ('527', 'CMR'), ('528', 'TCD'), ('529', 'CAF'),
    ('530', 'GNQ'), ('531', 'GAB'), ('532', 'COG'), ('533', 'COD'), ('534', 'BDI'), ('535', 'AGO'),
    ('536', 'STP'), ('537', 'SHN'), ('538', 'ETH'), ('539', 'DJI'), ('540', 'SOM'), ('541', 'KEN'),
    ('542', 'UGA'), ('543', 'TZA'), ('544', 'SYC'), ('545', 'MOZ'), ('546', 'MDG'), ('547', 'MUS'),
    ('548', 'REU'), ('549', 'ZWE'), ('550', 'NAM'), ('551', 'ZAF'), ('552', 'LSO'), ('553', 'MWI'),
    ('554', 'ZMB'), ('555', 'BWA'), ('556', 'SWZ'), ('557', 'IOT'), ('558', 'COM'), ('559', 'ERI'),
    ('560', 'SSD'), ('601', 'AUS'), ('602', 'PNG'), ('606', 'NZL'), ('607', 'COK'), ('608', 'TKL'),
    ('609', 'NIU'), ('610', 'WSM'), ('611', 'VUT'), ('612', 'FJI'), ('613', 'SLB'), ('614', 'TON'),
    ('615', 'KIR'), ('616', 'PCN'), ('617', 'NRU'), ('619', 'PYF'), ('620', 'GUM'), ('621', 'ASM'),
    ('624', 'TUV'), ('625', 'MHL'), ('626', 'FSM'), ('627', 'MNP'), ('628', 'PLW')
) as j (code, iso)
left join area a on a.alpha3 = j.iso
left join area_alias l on l.alias = j.iso;

-- Groups that this service makes of their members; none is the group that a source reports (97 is UN Comtrade's EU).
create table area_group (
    code     text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,15}$'),
    name     text not null,
    note     text,
    of_group text references area_group, -- whose members at one day this group keeps for ever
    at       date,
    check ((of_group is null) = (at is null))
);

create table area_group_member (
    group_code text    not null references area_group,
    area       integer not null references area,
    valid_from date    not null,         -- first day of membership
    valid_to   date,                     -- last day of membership
    primary key (group_code, area, valid_from),
    check (valid_to is null or valid_from <= valid_to)
);

insert into area_group (code, name, note, of_group, at) values
    ('EU', 'European Union', 'Its members, added up from their own figures; what a source reports as EU is area 97', null, null),
    ('ASEAN', 'Association of Southeast Asian Nations', null, null, null),
    ('CPTPP', 'Comprehensive and Progressive Agreement for Trans-Pacific Partnership', 'From entry into force for each', null, null),
    ('G7', 'Group of Seven', 'From the first summit that each took part in', null, null),
    ('NAFTA', 'North American Free Trade Agreement', 'Until USMCA replaced it', null, null),
    ('RCEP', 'Regional Comprehensive Economic Partnership', 'From entry into force for each; without Myanmar, for which not all others apply it', null, null),
    ('USMCA', 'United States-Mexico-Canada Agreement', null, null, null);
insert into area_group (code, name, note, of_group, at) values
    ('EU15', 'European Union of 15, 1995 to 2004', 'A fixed list', 'EU', '1995-01-01'),
    ('EU25', 'European Union of 25, 2004 to 2006', 'A fixed list', 'EU', '2004-05-01'),
    ('EU27_2007', 'European Union of 27, 2007 to 2013', 'A fixed list', 'EU', '2007-01-01'),
    ('EU28', 'European Union of 28, 2013 to 2020', 'A fixed list', 'EU', '2013-07-01'),
    ('EU27_2020', 'European Union of 27 since the withdrawal of the United Kingdom', 'A fixed list', 'EU', '2020-02-01'),
    ('EU27', 'European Union of 27 since the withdrawal of the United Kingdom', 'The same as EU27_2020', 'EU', '2020-02-01');

-- An area whose code came later (unified Germany, Belgium apart from Luxembourg) is a member since its state is; which
-- code stands for it at a time the validity of the areas tells.
insert into area_group_member (group_code, area, valid_from, valid_to)
select m.group_code, a.code as area, m.valid_from, m.valid_to
from (values
    ('EU', date '1958-01-01', cast(null as date), array ['BEL', 'LUX', '58', 'DEU', '280', 'FRA', 'ITA', 'NLD']),
    ('EU', '1973-01-01', null, array ['DNK', 'IRL']),
    ('EU', '1973-01-01', '2020-01-31', array ['GBR']),
    ('EU', '1981-01-01', null, array ['GRC']),
    ('EU', '1986-01-01', null, array ['ESP', 'PRT']),
    ('EU', '1995-01-01', null, array ['AUT', 'FIN', 'SWE']),
    ('EU', '2004-05-01', null, array ['CYP', 'CZE', 'EST', 'HUN', 'LVA', 'LTU', 'MLT', 'POL', 'SVK', 'SVN']),
    ('EU', '2007-01-01', null, array ['BGR', 'ROU']),
    ('EU', '2013-07-01', null, array ['HRV']),
    ('ASEAN', '1967-08-08', null, array ['IDN', 'MYS', 'PHL', 'SGP', 'THA']),
    ('ASEAN', '1984-01-07', null, array ['BRN']),
    ('ASEAN', '1995-07-28', null, array ['VNM']),
    ('ASEAN', '1997-07-23', null, array ['LAO', 'MMR']),
    ('ASEAN', '1999-04-30', null, array ['KHM']),
    ('ASEAN', '2025-10-26', null, array ['TLS']),
    ('CPTPP', '2018-12-30', null, array ['AUS', 'CAN', 'JPN', 'MEX', 'NZL', 'SGP']),
    ('CPTPP', '2019-01-14', null, array ['VNM']),
    ('CPTPP', '2021-09-19', null, array ['PER']),
    ('CPTPP', '2022-11-29', null, array ['MYS']),
    ('CPTPP', '2023-02-21', null, array ['CHL']),
    ('CPTPP', '2023-07-12', null, array ['BRN']),
    ('CPTPP', '2024-12-15', null, array ['GBR']),
    ('G7', '1975-11-15', null, array ['FRA', 'DEU', '280', 'ITA', 'JPN', 'GBR', 'USA', '841']),
    ('G7', '1976-06-27', null, array ['CAN']),
    ('NAFTA', '1994-01-01', '2020-06-30', array ['CAN', 'MEX', 'USA']),
    ('RCEP', '2022-01-01', null, array ['AUS', 'BRN', 'KHM', 'CHN', 'JPN', 'LAO', 'NZL', 'SGP', 'THA', 'VNM']),
    ('RCEP', '2022-02-01', null, array ['KOR']),
    ('RCEP', '2022-03-18', null, array ['MYS']),
    ('RCEP', '2023-01-02', null, array ['IDN']),
    ('RCEP', '2023-06-02', null, array ['PHL']),
    ('USMCA', '2020-07-01', null, array ['CAN', 'MEX', 'USA'])
) as m (group_code, valid_from, valid_to, keys)
join area a on a.key = any (m.keys);
