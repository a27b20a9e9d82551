-- Something happened on the way, or somebody was needed and came: which of the two, and what, is sealed.
-- Never overwritten: a correction is a new row that replaces one. words is NULL where there are none.

-- cluster
CREATE TABLE event (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  safety sealed NOT NULL,
  words sealed,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);

-- Calls that are open: few, and looked for on every page of a day.
CREATE INDEX task_called ON task (org, person) WHERE state = 3;
