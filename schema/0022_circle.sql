-- The people around a person: who they are to this person, in this person's record only. Never overwritten: a
-- correction or an ending is a new row that replaces one. Both values are always there, so that nobody without keys
-- can tell a mother from somebody who must be kept away.

-- cluster
CREATE TABLE circle (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  ties sealed NOT NULL,
  away sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
