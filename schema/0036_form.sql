-- What was answered on a form: one sealed row for each compartment that its questions lie in. In which one is not
-- told. Never overwritten: a correction is a new row of the same entry that replaces one.

-- cluster
CREATE TABLE form_answer (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  entry row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  form word NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
