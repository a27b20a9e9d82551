-- Spreadsheets that are being brought in. What somebody brought lies here in pieces, sealed for her alone: the rows as
-- they came, how its columns are read, what was found. The pieces go when it is done, or after some days.
CREATE TABLE import (
  org org_id NOT NULL,
  id row_id NOT NULL,
  team team_id NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  state number NOT NULL,
  map sealed,
  PRIMARY KEY (org, id)
);

CREATE TABLE import_part (
  org org_id NOT NULL,
  import row_id NOT NULL,
  part number NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, import, part)
);

-- That something of a person's record came out of a spreadsheet, when it was brought, and what was kept beside it.
-- cluster
CREATE TABLE brought (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id)
);
