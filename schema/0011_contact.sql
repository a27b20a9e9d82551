-- Safe contact: the rules of all channels as they were asked, in place of those before.
-- The first replaces nothing: the person's own id stands there, so that two first ones cannot both be saved.

-- cluster
CREATE TABLE contact (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id NOT NULL,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
