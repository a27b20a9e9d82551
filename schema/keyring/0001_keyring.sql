-- The erasure value of each person, in a database of its own with its own short-lived backup.
-- Without it none of her keys can be made again.
-- cluster
CREATE TABLE erasure (
  org org_id NOT NULL,
  person person_id NOT NULL,
  value bytes NOT NULL,
  PRIMARY KEY (org, person)
);
