-- What the law has to do with a person. A row is for care (status, days of hearings) or for the law alone (what a
-- hearing was about, proceedings, what would be just, notes): never both. Never overwritten: a correction is a new row
-- that replaces one.

-- cluster
CREATE TABLE legal (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  care sealed,
  law sealed,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
