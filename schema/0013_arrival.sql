-- The arrival card. Its three parts are sealed apart, so that each opens only to those who need it.

-- cluster
CREATE TABLE arrival (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  identity sealed NOT NULL,
  safety sealed NOT NULL,
  location sealed NOT NULL,
  PRIMARY KEY (org, person, id)
);
