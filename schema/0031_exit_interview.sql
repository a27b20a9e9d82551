-- What somebody says about our work when a walk ends, or later. Never overwritten: a correction is a new row that
-- replaces one.

-- cluster
CREATE TABLE exit_interview (
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
