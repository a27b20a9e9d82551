-- Where somebody sleeps. Never overwritten: moving, ending and correcting are new rows that replace one.
-- facts is sealed in case, place (the same facts, and the address) in location; whoever writes without one of
-- the two keys leaves that part empty.

-- cluster
CREATE TABLE stay (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  facts sealed,
  place sealed,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
