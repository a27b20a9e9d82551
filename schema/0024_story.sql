-- What was told, once: when and to whom in one seal, the words themselves in another. Never overwritten. A telling
-- without words is a fact that stands in a form, or that was told again.

-- cluster
CREATE TABLE telling (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  about sealed NOT NULL,
  story sealed,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);

-- Compartments that a person keeps from one colleague who walks with her: a bit for each.
-- cluster
CREATE TABLE withheld (
  org org_id NOT NULL,
  person person_id NOT NULL,
  staff user_id NOT NULL,
  compartments number NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, person, staff)
);
