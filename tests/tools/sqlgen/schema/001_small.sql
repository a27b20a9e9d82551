-- cluster
CREATE TABLE person (
	id person_id NOT NULL PRIMARY KEY,
	name sealed NOT NULL,
	phone sealed,
	status word NOT NULL,
	opened_on day NOT NULL,
	closed_on day,
	team team_id,
	seen instant,
	open flag NOT NULL,
	score real
);
CREATE INDEX person_status ON person (status);

CREATE TABLE note (
	person person_id NOT NULL REFERENCES person (id),
	id row_id NOT NULL,
	text sealed NOT NULL,
	made_at instant NOT NULL,
	PRIMARY KEY (person, id)
);
