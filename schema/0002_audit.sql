-- Who did what: a chain of hashes per node. The head is read and moved inside the transaction of every change.

-- cluster
CREATE TABLE audit (
  org org_id NOT NULL,
  node number NOT NULL,
  seq number NOT NULL,
  hour instant NOT NULL,
  actor user_id,
  role number NOT NULL,
  verb number NOT NULL,
  reason number NOT NULL,
  person person_id,
  detail_hash bytes NOT NULL,
  hash bytes NOT NULL,
  PRIMARY KEY (org, node, seq)
);

CREATE INDEX audit_person ON audit (org, person, seq);

-- Apart from the chain, so that a person's words can be erased and the chain still stands.
-- cluster
CREATE TABLE audit_detail (
  org org_id NOT NULL,
  node number NOT NULL,
  seq number NOT NULL,
  id row_id NOT NULL,
  keyver number NOT NULL,
  reason sealed,
  detail sealed NOT NULL,
  PRIMARY KEY (org, node, seq)
);

CREATE TABLE audit_head (
  org org_id NOT NULL,
  node number NOT NULL,
  seq number NOT NULL,
  hash bytes NOT NULL,
  PRIMARY KEY (org, node)
);

-- The node's key of an hour, sealed to the auditor's key of that time and then replaced by its hash.
CREATE TABLE audit_key (
  org org_id NOT NULL,
  node number NOT NULL,
  keyver number NOT NULL,
  hour instant NOT NULL,
  holder holder_id NOT NULL,
  wrap bytes NOT NULL,
  PRIMARY KEY (org, node, keyver)
);

CREATE TABLE audit_checkpoint (
  org org_id NOT NULL,
  node number NOT NULL,
  seq number NOT NULL,
  hash bytes NOT NULL,
  signature bytes NOT NULL,
  PRIMARY KEY (org, node, seq)
);
