-- Safety: what is needed within hours, the plan made together, phone and accounts. Nothing is overwritten: what
-- was done about a need, and a plan that is looked at again, are new rows in place of the one before.

-- state: 1 open, 2 done.
-- cluster
CREATE TABLE safety_need (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  state number NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);

-- The first of the two below replaces nothing: the person's own id stands there, so that two first ones cannot
-- both be saved.
-- cluster
CREATE TABLE safety_plan (
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

-- cluster
CREATE TABLE digital (
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

-- The night card asks for everybody of a site with whom a walk goes on.
CREATE INDEX person_team ON person (org, team, state, id);
