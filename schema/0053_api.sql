-- Keys with which programs outside fetch tables that have left the house, and nothing else.

-- A declared table that some key opens has a secret of its own, sealed to the measurement key.
CREATE TABLE api_table (
  org org_id NOT NULL,
  series row_id NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, series)
);

-- What was signed of it, once more, under that secret.
CREATE TABLE api_copy (
  org org_id NOT NULL,
  release row_id NOT NULL,
  series row_id NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, release)
);

-- used: the last day on which it was. back: somebody took it back.
CREATE TABLE api_key (
  org org_id NOT NULL,
  id row_id NOT NULL,
  hash bytes NOT NULL,
  needs number NOT NULL,
  until day NOT NULL,
  used day,
  back flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, hash)
);

CREATE TABLE api_key_table (
  org org_id NOT NULL,
  access row_id NOT NULL,
  series row_id NOT NULL,
  wrap bytes NOT NULL,
  PRIMARY KEY (org, access, series)
);

-- What is signed: the hash, until when it holds, how many sign, and which tables it opens.
CREATE TABLE api_key_sign (
  org org_id NOT NULL,
  access row_id NOT NULL,
  staff user_id NOT NULL,
  signature bytes NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, access, staff)
);
