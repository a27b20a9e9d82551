CREATE TABLE plan (
  org org_id NOT NULL,
  person person_id NOT NULL,
  due day,
  body sealed NOT NULL,
  PRIMARY KEY (org, person)
);
CREATE INDEX plan_due ON plan (org, due);
