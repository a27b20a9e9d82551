-- One worker hands a walk over to another: proposed, told, agreed, taken on. Every step is a new row that replaces the
-- one before.

-- cluster
CREATE TABLE handover (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  state number NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
