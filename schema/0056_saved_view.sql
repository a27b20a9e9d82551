-- A choice of filters of one page of reports, with the name that somebody gave it: of the house, sealed to the
-- measurement key, or of one colleague, sealed to hers. Changing one writes a new row of the same entry. Two who save
-- at once would take the same free slot, so that the second is asked again: no name is taken twice.

CREATE TABLE saved_view (
  org org_id NOT NULL,
  id row_id NOT NULL,
  entry row_id NOT NULL,
  owner row_id NOT NULL,
  slot number NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, entry),
  UNIQUE (org, owner, slot)
);
