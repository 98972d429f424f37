-- What codes are called and which is part of which. Texts of the Harmonized System are not this project's to ship: they
-- come by import, and only short names of its own wording stand here.

-- Similar words, for names with typing errors. Trusted since PostgreSQL 13: the owner of the database may create it.
create extension if not exists pg_trgm;

create table classification (
    code text primary key check (code ~ '^(H[0-9]|HS|S[1-4]|B[45]|[A-Z]{2}-[A-Z0-9]{1,12})$'),
    name text not null,
    base text references classification -- whose codes of 6 digits are the parents of national lines
);

insert into classification (code, name) values
    ('H0', 'Harmonized System 1988'), ('H1', 'Harmonized System 1996'), ('H2', 'Harmonized System 2002'),
    ('H3', 'Harmonized System 2007'), ('H4', 'Harmonized System 2012'), ('H5', 'Harmonized System 2017'),
    ('H6', 'Harmonized System 2022'), ('HS', 'Harmonized System, edition not known, and national lines'),
    ('S1', 'SITC Rev. 1'), ('S2', 'SITC Rev. 2'), ('S3', 'SITC Rev. 3'), ('S4', 'SITC Rev. 4'),
    ('B4', 'BEC Rev. 4'), ('B5', 'BEC Rev. 5');

create table classification_version (
    classification text        not null references classification,
    version        integer     not null,
    language       text        not null,   -- of the texts that came with it
    item_source    text        not null,   -- whose texts they are
    added          integer     not null,
    changed        integer     not null,
    removed        integer     not null,
    loaded_at      timestamptz not null,
    loaded_by      text        not null,
    primary key (classification, version)
);

-- An item holds from a version until before another; what it was before stays.
create table classification_item (
    classification text     not null references classification,
    code           text     not null,
    language       text     not null,
    from_version   integer  not null,
    to_version     integer,
    description    text     not null,
    parent         text,                   -- null at the top
    level          smallint not null,      -- digits; 0 is TOTAL
    primary key (classification, code, language, from_version)
);
create unique index classification_item_current on classification_item (classification, language, code collate "C")
    where to_version is null;
create index classification_item_by_parent on classification_item (classification, parent) where to_version is null;
create index classification_item_by_code on classification_item (code text_pattern_ops) where to_version is null;
create index classification_item_by_similarity on classification_item using gin (lower(description) gin_trgm_ops)
    where to_version is null;
create index classification_item_by_stem on classification_item using gin (to_tsvector('english', description))
    where to_version is null;

-- Short names in this project's own words, of codes of the Harmonized System since an edition.
create table commodity_name (
    code     text not null,
    language text not null,
    name     text not null,
    since    text not null references classification,
    primary key (code, language)
);

insert into commodity_name (code, language, name, since) values
    ('01', 'en', 'Live animals', 'H0'), ('02', 'en', 'Meat', 'H0'), ('03', 'en', 'Fish and seafood', 'H0'),
    ('04', 'en', 'Dairy, eggs, honey', 'H0'), ('05', 'en', 'Other animal products', 'H0'),
    ('06', 'en', 'Plants and cut flowers', 'H0'), ('07', 'en', 'Vegetables', 'H0'),
    ('08', 'en', 'Fruit and nuts', 'H0'), ('09', 'en', 'Coffee, tea, spices', 'H0'), ('10', 'en', 'Cereals', 'H0'),
    ('11', 'en', 'Flour, malt, starch', 'H0'), ('12', 'en', 'Oilseeds and other seeds', 'H0'),
    ('13', 'en', 'Gums and plant extracts', 'H0'), ('14', 'en', 'Plaiting materials', 'H0'),
    ('15', 'en', 'Fats and oils', 'H0'), ('16', 'en', 'Prepared meat and fish', 'H0'),
    ('17', 'en', 'Sugar and sweets', 'H0'), ('18', 'en', 'Cocoa and chocolate', 'H0'),
    ('19', 'en', 'Bakery goods and pasta', 'H0'), ('20', 'en', 'Prepared fruit and vegetables', 'H0'),
    ('21', 'en', 'Other food', 'H0'), ('22', 'en', 'Beverages and vinegar', 'H0'), ('23', 'en', 'Animal feed', 'H0'),
    ('24', 'en', 'Tobacco', 'H0'), ('25', 'en', 'Salt, stone, cement', 'H0'), ('26', 'en', 'Ores and ash', 'H0'),
    ('27', 'en', 'Mineral fuels and oils', 'H0'), ('27', 'ko', '광물성 연료', 'H0'), ('27', 'ja', '鉱物性燃料', 'H0'),
    ('28', 'en', 'Inorganic chemicals', 'H0'), ('28', 'ko', '무기화학품', 'H0'), ('28', 'ja', '無機化学品', 'H0'),
    ('29', 'en', 'Organic chemicals', 'H0'), ('29', 'ko', '유기화학품', 'H0'), ('29', 'ja', '有機化学品', 'H0'),
    ('30', 'en', 'Medicines', 'H0'), ('30', 'ko', '의약품', 'H0'), ('30', 'ja', '医薬品', 'H0'),
    ('31', 'en', 'Fertilizers', 'H0'), ('31', 'ko', '비료', 'H0'), ('31', 'ja', '肥料', 'H0'),
    ('32', 'en', 'Dyes, paints, inks', 'H0'), ('33', 'en', 'Perfumes and cosmetics', 'H0'), ('33', 'ko', '화장품', 'H0'),
    ('33', 'ja', '化粧品', 'H0'), ('34', 'en', 'Soaps and waxes', 'H0'), ('35', 'en', 'Proteins and glues', 'H0'),
    ('36', 'en', 'Explosives', 'H0'), ('37', 'en', 'Photographic goods', 'H0'), ('37', 'ko', '사진용 재료', 'H0'),
    ('37', 'ja', '写真用材料', 'H0'), ('38', 'en', 'Other chemical products', 'H0'), ('39', 'en', 'Plastics', 'H0'),
    ('39', 'ko', '플라스틱', 'H0'), ('39', 'ja', 'プラスチック', 'H0'), ('40', 'en', 'Rubber', 'H0'), ('40', 'ko', '고무', 'H0'),
    ('40', 'ja', 'ゴム', 'H0'), ('41', 'en', 'Raw hides and leather', 'H0'), ('42', 'en', 'Leather goods', 'H0'),
    ('43', 'en', 'Furs', 'H0'), ('44', 'en', 'Wood', 'H0'), ('44', 'ko', '목재', 'H0'), ('44', 'ja', '木材', 'H0'),
    ('45', 'en', 'Cork', 'H0'), ('46', 'en', 'Basketwork', 'H0'), ('47', 'en', 'Wood pulp and waste paper', 'H0'),
    ('48', 'en', 'Paper and board', 'H0'), ('49', 'en', 'Printed matter', 'H0'), ('50', 'en', 'Silk', 'H0'),
    ('51', 'en', 'Wool', 'H0'), ('52', 'en', 'Cotton', 'H0'), ('52', 'ko', '면', 'H0'), ('52', 'ja', '綿', 'H0'),
    ('53', 'en', 'Other plant fibres', 'H0'), ('54', 'en', 'Man-made filaments', 'H0'),
    ('55', 'en', 'Man-made staple fibres', 'H0'), ('56', 'en', 'Felt, ropes, nonwovens', 'H0'),
    ('57', 'en', 'Carpets', 'H0'), ('58', 'en', 'Special fabrics and lace', 'H0'),
    ('59', 'en', 'Coated fabrics', 'H0'), ('60', 'en', 'Knitted fabrics', 'H0'),
    ('61', 'en', 'Knitted clothing', 'H0'), ('62', 'en', 'Woven clothing', 'H0'),
    ('63', 'en', 'Other textile goods', 'H0'), ('64', 'en', 'Footwear', 'H0'), ('64', 'ko', '신발', 'H0'),
    ('64', 'ja', '履物', 'H0'), ('65', 'en', 'Hats', 'H0'), ('66', 'en', 'Umbrellas', 'H0'),
    ('67', 'en', 'Feathers and artificial flowers', 'H0'), ('68', 'en', 'Stone and cement goods', 'H0'),
    ('69', 'en', 'Ceramics', 'H0'), ('70', 'en', 'Glass', 'H0'), ('70', 'ko', '유리', 'H0'), ('70', 'ja', 'ガラス', 'H0'),
    ('71', 'en', 'Pearls, gems, precious metals', 'H0'), ('72', 'en', 'Iron and steel', 'H0'),
    ('72', 'ko', '철강', 'H0'), ('72', 'ja', '鉄鋼', 'H0'), ('73', 'en', 'Articles of iron and steel', 'H0'),
    ('74', 'en', 'Copper', 'H0'), ('74', 'ko', '구리', 'H0'), ('74', 'ja', '銅', 'H0'), ('75', 'en', 'Nickel', 'H0'),
    ('75', 'ko', '니켈', 'H0'), ('75', 'ja', 'ニッケル', 'H0'), ('76', 'en', 'Aluminium', 'H0'), ('76', 'ko', '알루미늄', 'H0'),
    ('76', 'ja', 'アルミニウム', 'H0'), ('78', 'en', 'Lead', 'H0'), ('79', 'en', 'Zinc', 'H0'), ('80', 'en', 'Tin', 'H0'),
    ('81', 'en', 'Other base metals', 'H0'), ('82', 'en', 'Tools and cutlery', 'H0'),
    ('83', 'en', 'Other metal goods', 'H0'), ('84', 'en', 'Machinery', 'H0'), ('84', 'ko', '기계류', 'H0'),
    ('84', 'ja', '機械類', 'H0'), ('85', 'en', 'Electrical equipment', 'H0'), ('85', 'ko', '전기기기', 'H0'),
    ('85', 'ja', '電気機器', 'H0'), ('86', 'en', 'Railway vehicles', 'H0'), ('87', 'en', 'Road vehicles', 'H0'),
    ('87', 'ko', '자동차', 'H0'), ('87', 'ja', '自動車', 'H0'), ('88', 'en', 'Aircraft and spacecraft', 'H0'),
    ('88', 'ko', '항공기', 'H0'), ('88', 'ja', '航空機', 'H0'), ('89', 'en', 'Ships', 'H0'), ('89', 'ko', '선박', 'H0'),
    ('89', 'ja', '船舶', 'H0'), ('90', 'en', 'Optical and measuring instruments', 'H0'),
    ('90', 'ko', '광학기기, 측정기기', 'H0'), ('90', 'ja', '光学機器, 測定機器', 'H0'), ('91', 'en', 'Clocks and watches', 'H0'),
    ('91', 'ko', '시계', 'H0'), ('91', 'ja', '時計', 'H0'), ('92', 'en', 'Musical instruments', 'H0'),
    ('92', 'ko', '악기', 'H0'), ('92', 'ja', '楽器', 'H0'), ('93', 'en', 'Arms and ammunition', 'H0'),
    ('94', 'en', 'Furniture and lamps', 'H0'), ('94', 'ko', '가구', 'H0'), ('94', 'ja', '家具', 'H0'),
    ('95', 'en', 'Toys, games, sports goods', 'H0'), ('95', 'ko', '완구', 'H0'), ('95', 'ja', '玩具', 'H0'),
    ('96', 'en', 'Other manufactured goods', 'H0'), ('97', 'en', 'Art and antiques', 'H0'),
    ('TOTAL', 'en', 'All goods', 'H0'), ('TOTAL', 'ko', '전체 품목', 'H0'), ('TOTAL', 'ja', '全品目', 'H0'),
    ('2709', 'en', 'Crude oil', 'H0'), ('2709', 'ko', '원유', 'H0'), ('2709', 'ja', '原油', 'H0'),
    ('2710', 'en', 'Petroleum products', 'H0'), ('2710', 'ko', '석유제품', 'H0'), ('2710', 'ja', '石油製品', 'H0'),
    ('271012', 'en', 'Gasoline and other light oils', 'H4'), ('271012', 'ko', '휘발유 등 경질유', 'H4'),
    ('271012', 'ja', 'ガソリンなど軽質油', 'H4'), ('271019', 'en', 'Jet fuel, diesel and other heavier oils', 'H2'),
    ('271019', 'ko', '제트유, 경유 등', 'H2'), ('271019', 'ja', 'ジェット燃料, 軽油など', 'H2'),
    ('271020', 'en', 'Oils with biodiesel', 'H4'), ('271020', 'ko', '바이오디젤 혼합유', 'H4'),
    ('271020', 'ja', 'バイオディーゼル混合油', 'H4'), ('2711', 'en', 'Natural gas and petroleum gas', 'H0'),
    ('2711', 'ko', '천연가스, 석유가스', 'H0'), ('2711', 'ja', '天然ガス, 石油ガス', 'H0'),
    ('2804', 'en', 'Hydrogen, noble gases, silicon', 'H0'), ('2804', 'ko', '수소, 규소', 'H0'),
    ('2804', 'ja', '水素, ケイ素', 'H0'), ('2811', 'en', 'Hydrogen fluoride and other inorganic acids', 'H0'),
    ('281111', 'en', 'Hydrogen fluoride', 'H0'), ('281111', 'ko', '불화수소', 'H0'), ('281111', 'ja', 'フッ化水素', 'H0'),
    ('3707', 'en', 'Photographic chemicals, photoresist among them', 'H0'), ('3707', 'ko', '포토레지스트 등', 'H0'),
    ('3707', 'ja', 'フォトレジストなど', 'H0'), ('370790', 'en', 'Other photographic chemicals, photoresist among them', 'H0'),
    ('370790', 'ko', '포토레지스트 등', 'H0'), ('370790', 'ja', 'フォトレジストなど', 'H0'),
    ('3818', 'en', 'Doped wafers for electronics', 'H0'), ('3818', 'ko', '전자용 웨이퍼', 'H0'),
    ('3818', 'ja', '電子用ウエハー', 'H0'), ('381800', 'en', 'Doped wafers for electronics', 'H0'),
    ('381800', 'ko', '전자용 웨이퍼', 'H0'), ('381800', 'ja', '電子用ウエハー', 'H0'), ('3826', 'en', 'Biodiesel', 'H4'),
    ('3826', 'ko', '바이오디젤', 'H4'), ('3826', 'ja', 'バイオディーゼル', 'H4'), ('3920', 'en', 'Plastic film and sheet', 'H0'),
    ('3920', 'ko', '플라스틱 필름', 'H0'), ('3920', 'ja', 'プラスチックフィルム', 'H0'),
    ('392099', 'en', 'Film of other plastics, polyimide among them', 'H0'), ('392099', 'ko', '폴리이미드 필름 등', 'H0'),
    ('392099', 'ja', 'ポリイミドフィルムなど', 'H0'), ('8471', 'en', 'Computers', 'H0'), ('8471', 'ko', '컴퓨터', 'H0'),
    ('8471', 'ja', 'コンピュータ', 'H0'), ('8486', 'en', 'Machines for making semiconductors', 'H3'),
    ('8486', 'ko', '반도체 제조장비', 'H3'), ('8486', 'ja', '半導体製造装置', 'H3'),
    ('848620', 'en', 'Machines for making semiconductor devices and integrated circuits', 'H3'),
    ('848620', 'ko', '반도체 소자 제조장비', 'H3'), ('848620', 'ja', '半導体デバイス製造装置', 'H3'),
    ('8507', 'en', 'Rechargeable batteries', 'H0'), ('8507', 'ko', '축전지', 'H0'), ('8507', 'ja', '蓄電池', 'H0'),
    ('8517', 'en', 'Telephones and network equipment', 'H0'), ('8517', 'ko', '전화기', 'H0'), ('8517', 'ja', '電話機', 'H0'),
    ('8541', 'en', 'Semiconductor devices, solar cells', 'H0'), ('8541', 'ko', '반도체 소자', 'H0'),
    ('8541', 'ja', '半導体素子', 'H0'), ('8542', 'en', 'Integrated circuits, chips', 'H0'),
    ('8542', 'ko', '집적회로, 반도체 칩', 'H0'), ('8542', 'ja', '集積回路, 半導体チップ', 'H0'),
    ('854231', 'en', 'Processors and controllers', 'H3'), ('854231', 'ko', '프로세서', 'H3'),
    ('854231', 'ja', 'プロセッサ', 'H3'), ('854232', 'en', 'Memory chips', 'H3'), ('854232', 'ko', '메모리 반도체', 'H3'),
    ('854232', 'ja', 'メモリ半導体', 'H3'), ('854233', 'en', 'Amplifier chips', 'H3'), ('854233', 'ko', '증폭기', 'H3'),
    ('854233', 'ja', '増幅器', 'H3'), ('854239', 'en', 'Other integrated circuits', 'H3'),
    ('854239', 'ko', '그 밖의 집적회로', 'H3'), ('854239', 'ja', 'その他の集積回路', 'H3'), ('8703', 'en', 'Passenger cars', 'H0'),
    ('8703', 'ko', '승용차', 'H0'), ('8703', 'ja', '乗用車', 'H0');
