-- What a person said yes or no to. Never overwritten: a correction, a renewal or a taking back is a new row that
-- replaces one. until is empty for a no.

-- cluster
CREATE TABLE consent (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  state number NOT NULL,
  until day,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
