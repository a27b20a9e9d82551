-- Tables that leave the organisation: declared, then made again and again, each frozen and signed. Sealed to the
-- measurement key.

CREATE TABLE release_series (
  org org_id NOT NULL,
  id row_id NOT NULL,
  body sealed NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, id)
);

-- What was printed, for ever, and what a reader of it knows.
CREATE TABLE release (
  org org_id NOT NULL,
  id row_id NOT NULL,
  series row_id NOT NULL,
  seq number NOT NULL,
  body sealed NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, seq)
);

-- Who was counted, to say how many have changed when the next one is wanted. Only of the last of a series.
CREATE TABLE release_members (
  org org_id NOT NULL,
  release row_id NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, release)
);

CREATE TABLE release_sign (
  org org_id NOT NULL,
  release row_id NOT NULL,
  staff user_id NOT NULL,
  body sealed NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, release, staff)
);
