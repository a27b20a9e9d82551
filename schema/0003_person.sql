-- A person, who may open what of hers, and what is due. Rows of one person lie together.

-- cluster
CREATE TABLE person (
  org org_id NOT NULL,
  id person_id NOT NULL,
  team team_id NOT NULL,
  keyver number NOT NULL,
  state number NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, id)
);

-- What a team sees of everybody: name to use, other names, year of birth. Search opens it row by row.
-- cluster
CREATE TABLE directory (
  org org_id NOT NULL,
  team team_id NOT NULL,
  person person_id NOT NULL,
  entry sealed NOT NULL,
  PRIMARY KEY (org, team, person)
);

-- The secrets of a person's compartments, wrapped to one holder: a bit in compartments for each one inside.
-- Signed by the colleague who handed it over, so that nobody else can slip in a secret of their own.
-- cluster
CREATE TABLE person_wrap (
  org org_id NOT NULL,
  person person_id NOT NULL,
  holder holder_id NOT NULL,
  keyver number NOT NULL,
  compartments number NOT NULL,
  wrap bytes NOT NULL,
  giver user_id NOT NULL,
  signature bytes NOT NULL,
  PRIMARY KEY (org, person, holder, keyver)
);

CREATE INDEX person_wrap_holder ON person_wrap (org, holder);

-- Who walks with her, and who must not read her.
-- cluster
CREATE TABLE assignment (
  org org_id NOT NULL,
  person person_id NOT NULL,
  staff user_id NOT NULL,
  state number NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, person, staff)
);

CREATE INDEX assignment_staff ON assignment (org, staff, state);

-- Break glass: at most eight hours, one line of reason, told to the lead, reviewed.
-- cluster
CREATE TABLE glass (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  staff user_id NOT NULL,
  holder holder_id NOT NULL,
  hour instant NOT NULL,
  until instant NOT NULL,
  reviewer user_id,
  reason sealed NOT NULL,
  PRIMARY KEY (org, person, id)
);

CREATE INDEX glass_open ON glass (org, staff, until);

-- One walk together, from an arrival to a closure. What is known of it is sealed in case.
-- cluster
CREATE TABLE episode (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id episode_id NOT NULL,
  state number NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id)
);

-- What is due. What it is about is sealed; when and for whom is not.
-- cluster
CREATE TABLE task (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  owner user_id,
  due day NOT NULL,
  state number NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id)
);

CREATE INDEX task_owner ON task (org, owner, state, due);
