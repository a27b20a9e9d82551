-- Which forms the house asks with: drafts that are being written, and which wording of each form is in use. The
-- wordings themselves stand in form_version, for ever.

CREATE TABLE form_draft (
  org org_id NOT NULL,
  id row_id NOT NULL,
  edition number NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body bytes NOT NULL,
  PRIMARY KEY (org, id)
);

-- One row for each decision about a form; the one with the highest serial holds. Nothing is overwritten: of two who
-- decide at once the second has the same serial, and is told.
CREATE TABLE form_use (
  org org_id NOT NULL,
  form word NOT NULL,
  serial number NOT NULL,
  version word NOT NULL,
  about word NOT NULL,
  retired flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, form, serial)
);
