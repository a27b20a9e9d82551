-- Counted answers of forms, and what was answered about a colleague or the organisation.

-- What may be counted of one filled-in form, sealed to the measurement key; whose it is stands inside. The id is random
-- and stays the same over corrections.
-- cluster
CREATE TABLE measure_answer (
  org org_id NOT NULL,
  id row_id NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, id)
);

-- What was answered on a form about a colleague (subject is her id) or the organisation (subject is its own id). Each
-- row is sealed with a key of its own, which lies in house_answer_key for whoever may open it. Never overwritten: a
-- correction is a new row of the same entry that replaces one.
-- cluster
CREATE TABLE house_answer (
  org org_id NOT NULL,
  id row_id NOT NULL,
  subject row_id NOT NULL,
  entry row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  form word NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, subject, id),
  UNIQUE (org, subject, replaces)
);

-- cluster
CREATE TABLE house_answer_key (
  org org_id NOT NULL,
  answer row_id NOT NULL,
  holder holder_id NOT NULL,
  wrap bytes NOT NULL,
  PRIMARY KEY (org, answer, holder)
);
