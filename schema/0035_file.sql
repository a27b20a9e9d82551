-- Photographs of signed papers, and papers, that belong to a record. The bytes lie in DIR/files, each file under a
-- random name and sealed with a key of its own (secret), which is sealed in the compartment that the file belongs to;
-- which one, the row does not tell. A file that was taken out keeps its row and loses its key.
-- cluster
CREATE TABLE file (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  stored row_id NOT NULL,
  about row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  secret sealed,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, stored)
);
