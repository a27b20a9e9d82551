-- Long lists without long looks: what changed lately about somebody, without walking over everything that ever did.
CREATE INDEX audit_changed ON audit (org, person, hour) WHERE verb <> 1;
