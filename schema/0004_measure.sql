-- What can be counted. Nothing here can be joined to a person without the measurement key.

-- Sealed to the measurement key in the transaction that saved the record; folded by the next evaluation session.
-- cluster
CREATE TABLE measure_inbox (
  org org_id NOT NULL,
  id row_id NOT NULL,
  box bytes NOT NULL,
  PRIMARY KEY (org, id)
);

-- One row for a pseudonym and episode: casework types, site, age band, entry month, consent, closure.
-- cluster
CREATE TABLE measure_fold (
  org org_id NOT NULL,
  pseudonym pseudonym_id NOT NULL,
  episode number NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, pseudonym, episode)
);

-- The statistics consent of a pseudonym, as it was last answered. Until which day lies sealed in the blob: here it would
-- stand beside the same day of a consent, which names the person.
-- cluster
CREATE TABLE pseudonym (
  org org_id NOT NULL,
  id pseudonym_id NOT NULL,
  statistics flag NOT NULL,
  PRIMARY KEY (org, id)
);

-- One scored assessment of a pseudonym. No calendar time, no person, no staff, no id that tells an hour. The days since
-- entry are sealed: beside the hours at which assessments were written they would single people out.
-- Domain means are hundredths; absent means that there was not enough to say, -1 that the domain does not apply.
-- cluster
CREATE TABLE score (
  org org_id NOT NULL,
  pseudonym pseudonym_id NOT NULL,
  id row_id NOT NULL,
  episode number NOT NULL,
  wave number NOT NULL,
  form word NOT NULL,
  age_group number NOT NULL,
  setting number NOT NULL,
  days sealed NOT NULL,
  items word NOT NULL,
  safety number,
  legal number,
  mental number,
  work number,
  social number,
  physical number,
  stable number NOT NULL,
  PRIMARY KEY (org, pseudonym, id)
);
