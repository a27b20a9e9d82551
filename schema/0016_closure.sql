-- How a walk together ended, and what was found when somebody asked after a year. Never overwritten: a correction is a
-- new row that replaces one.

-- cluster
CREATE TABLE closure (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
