-- What was answered on a published questionnaire: one sealed value. Which questionnaire, its wording and the answers
-- are in it; in which compartment it lies is not told. Never overwritten: a correction is a new row that replaces one.

-- cluster
CREATE TABLE questionnaire (
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
