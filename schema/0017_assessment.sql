-- The six domains: as the team scores them, and as she sees them herself. Never overwritten: a correction is a new row.

-- The published text of a form, kept for ever under its hash, so that old answers keep their wording.
-- cluster
CREATE TABLE form_version (
  org org_id NOT NULL,
  form word NOT NULL,
  body bytes NOT NULL,
  PRIMARY KEY (org, form)
);

-- cluster
CREATE TABLE assessment (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  form word NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);

-- cluster
CREATE TABLE own_view (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  form word NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
