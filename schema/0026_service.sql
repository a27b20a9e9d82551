-- What was done with somebody, what leads onward, and what was not possible. Never overwritten: a correction is a
-- new row that replaces one.

-- facts (which service, how long) is sealed in case; note in the compartment of the kind of service, which the row
-- does not tell. Whoever writes without one of the two keys leaves that part empty.
-- cluster
CREATE TABLE service (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  facts sealed,
  note sealed,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);

-- Savings, training and work, going home.
-- cluster
CREATE TABLE onward (
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

-- What a person asked for and could not get.
-- cluster
CREATE TABLE unmet (
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

-- The same without a person, for a team's totals. The id is random and there is no hour and no author, so that no
-- row can be laid beside the person's own of the same moment.
-- cluster
CREATE TABLE turned_away (
  org org_id NOT NULL,
  team team_id NOT NULL,
  id row_id NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, team, id)
);
