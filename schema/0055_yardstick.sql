-- How far a score of one person may lie from the truth, as the people of this house show it: a few figures over many
-- people, sealed with the house's own key. Never overwritten: what is used next is a new row that replaces one.

CREATE TABLE yardstick (
  org org_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, replaces)
);
