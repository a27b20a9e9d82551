-- Pictures, sounds and films that come with forms: each under the hash of its bytes, which the wordings name
-- (form_version). What only drafts name is not in use yet, and goes with them.
CREATE TABLE form_media (
  org org_id NOT NULL,
  hash word NOT NULL,
  used flag NOT NULL,
  body bytes NOT NULL,
  PRIMARY KEY (org, hash)
);
