-- Files that are answers on a form about a colleague (subject is her id) or the organisation (its own id). The bytes lie
-- in DIR/files, as those of file do. What is said of a file is sealed under its id, and its key (secret) under the
-- name that it is stored by: house_answer_key says who opens each. One that was taken out loses its key.
-- cluster
CREATE TABLE house_file (
  org org_id NOT NULL,
  subject row_id NOT NULL,
  id row_id NOT NULL,
  stored row_id NOT NULL,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  secret sealed,
  PRIMARY KEY (org, subject, id),
  UNIQUE (org, stored)
);
