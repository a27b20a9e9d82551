-- Words of the interface that this house says in its own way. Everybody who comes to the door reads them.

CREATE TABLE term (
  org org_id NOT NULL,
  id row_id NOT NULL,
  language word NOT NULL,
  said word NOT NULL,
  instead word NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, language, said)
);
