-- The plan: goals, what was offered for each, steps, and what was agreed. One sequence of rows, so that nobody sees from
-- outside which is which. Never overwritten: a change is a new row that replaces one.

-- cluster
CREATE TABLE plan (
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
