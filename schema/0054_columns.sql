-- A random mark that changes with everything that is folded: whoever keeps a copy of what was folded
-- (learning/report_columns.c) sees by it whether the copy still holds just that.
-- cluster
CREATE TABLE measure_state (
  org org_id NOT NULL,
  mark row_id NOT NULL,
  PRIMARY KEY (org)
);
