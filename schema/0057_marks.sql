-- Each pseudonym has a random mark, too, which changes with whatever was folded of hers: by it a copy of what was folded
-- is renewed without reading all of it. base changes with everything that does not say whose rows it changed.
ALTER TABLE measure_state ADD COLUMN base row_id;

-- cluster
CREATE TABLE measure_mark (
  org org_id NOT NULL,
  pseudonym pseudonym_id NOT NULL,
  mark row_id NOT NULL,
  PRIMARY KEY (org, pseudonym)
);

-- Everybody has one from now on: who has one must not tell who was written about since.
INSERT INTO measure_mark (org, pseudonym, mark)
SELECT org, pseudonym, randomblob(16)
  FROM (SELECT org, pseudonym FROM measure_fold UNION SELECT org, pseudonym FROM score) AS everybody;
