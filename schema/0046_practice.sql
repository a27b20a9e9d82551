-- The practice register: what this house does, and on what it rests. About nobody; sealed with the house's own key.
-- Never overwritten: a correction is a new row of the same entry that replaces one.

CREATE TABLE practice (
  org org_id NOT NULL,
  id row_id NOT NULL,
  entry row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, replaces)
);
