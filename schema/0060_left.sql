-- Colleagues whose account was closed, and on which day. Of accounts that were closed before there is none.
CREATE TABLE staff_left (
  org org_id NOT NULL,
  staff user_id NOT NULL,
  day day NOT NULL,
  PRIMARY KEY (org, staff)
);
