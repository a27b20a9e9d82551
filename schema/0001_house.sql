-- The house: who works here, what keys are handed to whom, who is signed in.
-- Every key begins with the organisation. schema/clear.def says why each readable column may be readable.

CREATE TABLE org (
  org org_id NOT NULL,
  sign_public bytes NOT NULL,
  founded instant NOT NULL,
  PRIMARY KEY (org)
);

CREATE TABLE staff (
  org org_id NOT NULL,
  id user_id NOT NULL,
  user_name word NOT NULL,
  roles number NOT NULL,
  state number NOT NULL,
  epoch number NOT NULL,
  language word NOT NULL,
  sign_public bytes NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, user_name)
);

-- One way in: a passphrase now, a printed code or a passkey later.
CREATE TABLE staff_slot (
  org org_id NOT NULL,
  staff user_id NOT NULL,
  kind number NOT NULL,
  salt bytes NOT NULL,
  verifier bytes NOT NULL,
  wrap bytes NOT NULL,
  PRIMARY KEY (org, staff, kind)
);

CREATE TABLE team (
  org org_id NOT NULL,
  id team_id NOT NULL,
  keyver number NOT NULL,
  assign_all flag NOT NULL,
  about sealed NOT NULL,
  PRIMARY KEY (org, id)
);

CREATE TABLE team_member (
  org org_id NOT NULL,
  team team_id NOT NULL,
  staff user_id NOT NULL,
  certificate bytes NOT NULL,
  PRIMARY KEY (org, team, staff)
);

CREATE INDEX team_member_staff ON team_member (org, staff);

-- Whatever a secret can be wrapped to. A user's holder has the user's id. The certificate is the organisation's
-- signature over all of the row (and a user's roles): nothing is wrapped to a key without one.
CREATE TABLE holder (
  org org_id NOT NULL,
  id holder_id NOT NULL,
  kind number NOT NULL,
  team team_id,
  keyver number NOT NULL,
  state number NOT NULL,
  public_key bytes NOT NULL,
  certificate bytes NOT NULL,
  PRIMARY KEY (org, id)
);

CREATE INDEX holder_kind ON holder (org, kind, state);

-- A shared holder's secret, wrapped to each user who may use it.
CREATE TABLE holder_wrap (
  org org_id NOT NULL,
  staff user_id NOT NULL,
  holder holder_id NOT NULL,
  wrap bytes NOT NULL,
  PRIMARY KEY (org, staff, holder)
);

CREATE TABLE session (
  org org_id NOT NULL,
  id bytes NOT NULL,
  staff user_id NOT NULL,
  epoch number NOT NULL,
  made instant NOT NULL,
  seen instant NOT NULL,
  tries number NOT NULL,
  pin bytes,
  blob bytes NOT NULL,
  PRIMARY KEY (org, id)
);

CREATE INDEX session_staff ON session (org, staff);

CREATE TABLE session_key (
  org org_id NOT NULL,
  session bytes NOT NULL,
  holder holder_id NOT NULL,
  wrap bytes NOT NULL,
  PRIMARY KEY (org, session, holder)
);

-- A form that was saved: sending it twice finds its token here and saves nothing.
-- cluster
CREATE TABLE posted (
  org org_id NOT NULL,
  token row_id NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, token)
);

-- What is being written and not yet saved; sealed to its author, overwritten, gone when saved or after 30 days.
-- cluster
CREATE TABLE draft (
  org org_id NOT NULL,
  staff user_id NOT NULL,
  id row_id NOT NULL,
  person person_id,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, staff, id)
);
