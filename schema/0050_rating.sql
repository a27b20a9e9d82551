-- The six domains scored a second time by a colleague who does not see the first score. Never overwritten: a
-- correction is a new row. Which assessment it stands beside, and whether it was drawn, is sealed.

-- cluster
CREATE TABLE rating (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  owner user_id NOT NULL,
  hour instant NOT NULL,
  due day NOT NULL,
  state number NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id)
);

CREATE INDEX rating_owner ON rating (org, owner, state, due);

-- What the second colleague scored.
-- cluster
CREATE TABLE rating_score (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  rating row_id NOT NULL,
  replaces row_id NOT NULL,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  form word NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);

-- What was agreed when the two talked about it, or why there is no second score.
-- cluster
CREATE TABLE rating_talk (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  rating row_id NOT NULL,
  replaces row_id NOT NULL,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
