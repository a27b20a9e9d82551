-- What was given to somebody outside, under a consent or without one. Whether she was told later is a new row that
-- replaces one; the second person's look is noted on the row itself, as with an emergency opening.

-- cluster
CREATE TABLE disclosure (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  reviewer user_id,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
