-- Action research: plan, act, observe, reflect, tied to a figure of the reports. Sealed to the measurement key.
-- Never overwritten: what is added or corrected is a new row of the same entry that replaces one.

CREATE TABLE cycle (
  org org_id NOT NULL,
  id row_id NOT NULL,
  entry row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, replaces)
);
