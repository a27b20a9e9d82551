-- Case-record review: a random sample of records is read against a rubric, some of them by two readers. Who is in a
-- sample, what was marked and what was written about it is sealed to the managers and the leads of the team. When a
-- review is over, the way from its marks to a person is deleted.

-- Never overwritten: what is added is a new row of the same entry that replaces one.
CREATE TABLE review (
  org org_id NOT NULL,
  id row_id NOT NULL,
  entry row_id NOT NULL,
  replaces row_id,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  state number NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, replaces)
);

-- Whose record it is; deleted when the review is over.
CREATE TABLE review_record (
  org org_id NOT NULL,
  review row_id NOT NULL,
  id row_id NOT NULL,
  team team_id NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, review, id)
);

CREATE TABLE review_reading (
  org org_id NOT NULL,
  id row_id NOT NULL,
  review row_id NOT NULL,
  record row_id NOT NULL,
  team team_id NOT NULL,
  place number NOT NULL,
  reader user_id NOT NULL,
  state number NOT NULL,
  hour instant NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, record, place)
);
CREATE INDEX review_reading_reader ON review_reading (org, reader, state);
CREATE INDEX review_reading_review ON review_reading (org, review);

-- A correction is a new row; the first of a reading replaces the reading itself.
CREATE TABLE review_marks (
  org org_id NOT NULL,
  reading row_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id NOT NULL,
  current flag NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, reading, id),
  UNIQUE (org, replaces)
);

-- What a reader wrote about a record, apart from the marks; deleted when the review is over.
CREATE TABLE review_words (
  org org_id NOT NULL,
  review row_id NOT NULL,
  id row_id NOT NULL,
  marks row_id NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, review, id),
  UNIQUE (org, marks)
);
