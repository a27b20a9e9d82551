-- What was wished about being asked after the end of a walk, and what was found when somebody asked. Never overwritten:
-- a correction is a new row that replaces one.

-- cluster
CREATE TABLE followup (
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
