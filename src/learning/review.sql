-- Reviews of records.

-- fn reviews_now(org_id org) -> review_row[]
SELECT x.id, x.entry, x.current, x.hour, x.state, x.body, x.author, s.user_name
  FROM review x JOIN staff s ON s.org = x.org AND s.id = x.author
 WHERE x.org = $1 AND x.current = 1 ORDER BY x.id;

-- fn review_one(org_id org, row_id id) -> review_row?
SELECT x.id, x.entry, x.current, x.hour, x.state, x.body, x.author, s.user_name
  FROM review x JOIN staff s ON s.org = x.org AND s.id = x.author
 WHERE x.org = $1 AND x.id = $2;

-- fn review_standing(org_id org, row_id entry) -> review_row?
SELECT x.id, x.entry, x.current, x.hour, x.state, x.body, x.author, s.user_name
  FROM review x JOIN staff s ON s.org = x.org AND s.id = x.author
 WHERE x.org = $1 AND x.entry = $2 AND x.current = 1;

-- fn review_insert(org_id org, row_id id, row_id entry, row_id? replaces, user_id author, instant hour, number state, sealed body) -> exec one
INSERT INTO review (org, id, entry, replaces, current, author, hour, state, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8);

-- The one that is followed must still stand: else somebody was faster, and that is a conflict.
-- fn review_replace(org_id org, row_id id) -> exec one
UPDATE review SET current = 0 WHERE org = $1 AND id = $2 AND current = 1;

-- --- drawing ---

-- People in whose record somebody wrote between two hours; the numbers are verbs of access/verbs.def.
-- fn review_pool(org_id org, instant from, instant until) -> review_candidate[]
SELECT p.id, p.team FROM person p
 WHERE p.org = $1 AND p.state IN (1, 2) AND EXISTS
   (SELECT 1 FROM audit a WHERE a.org = p.org AND a.person = p.id AND a.hour >= $2 AND a.hour < $3
       AND a.verb IN (2, 3, 4, 10, 11, 12, 13, 15, 25, 26, 29, 30, 31, 32))
 ORDER BY p.id;

-- Who walks with somebody, is kept from her, or from a part of her record.
-- fn review_ties(org_id org, person_id person) -> review_tie[]
SELECT s.id, CASE WHEN a.state IN (1, 4) THEN 1 ELSE 0 END AS "walks: number",
       CASE WHEN a.state = 2 THEN 1 ELSE 0 END AS "kept_out: number", COALESCE(w.compartments, 0) AS "closed: number"
  FROM staff s
  LEFT JOIN assignment a ON a.org = s.org AND a.staff = s.id AND a.person = $2
  LEFT JOIN withheld w ON w.org = s.org AND w.staff = s.id AND w.person = $2
 WHERE s.org = $1 AND (a.state IS NOT NULL OR w.compartments IS NOT NULL) ORDER BY s.id;

-- fn review_members(org_id org) -> review_member[]
SELECT staff, team FROM team_member WHERE org = $1 ORDER BY staff, team;

-- fn review_record_insert(org_id org, row_id review, row_id id, team_id team, sealed body) -> exec one
INSERT INTO review_record (org, review, id, team, body) VALUES ($1, $2, $3, $4, $5);

-- fn review_reading_insert(org_id org, row_id id, row_id review, row_id record, team_id team, number place, user_id reader, instant hour) -> exec one
INSERT INTO review_reading (org, id, review, record, team, place, reader, state, hour) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8);

-- --- reading ---

-- What one colleague has to read, in reviews that are under way.
-- fn review_readings_of(org_id org, user_id reader) -> review_reading_row[]
SELECT d.id, d.review, d.record, d.team, d.place, d.reader, d.state, d.hour, r.body AS "body: sealed?", s.user_name
  FROM review_reading d JOIN review_record r ON r.org = d.org AND r.review = d.review AND r.id = d.record
  JOIN staff s ON s.org = d.org AND s.id = d.reader
 WHERE d.org = $1 AND d.reader = $2 AND d.state IN (1, 2) ORDER BY d.state, d.review, d.id;

-- fn review_reading_one(org_id org, row_id id) -> review_reading_row?
SELECT d.id, d.review, d.record, d.team, d.place, d.reader, d.state, d.hour, r.body AS "body: sealed?", s.user_name
  FROM review_reading d JOIN review_record r ON r.org = d.org AND r.review = d.review AND r.id = d.record
  JOIN staff s ON s.org = d.org AND s.id = d.reader
 WHERE d.org = $1 AND d.id = $2;

-- fn review_readings_waiting(org_id org, user_id reader) -> review_waiting
SELECT count(*) AS "n: number" FROM review_reading d JOIN review_record r ON r.org = d.org AND r.review = d.review AND r.id = d.record
 WHERE d.org = $1 AND d.reader = $2 AND d.state = 1;

-- All readings of a review; whose record it is, while that is known.
-- fn review_readings(org_id org, row_id review) -> review_reading_row[]
SELECT d.id, d.review, d.record, d.team, d.place, d.reader, d.state, d.hour, r.body AS "body: sealed?", s.user_name
  FROM review_reading d LEFT JOIN review_record r ON r.org = d.org AND r.review = d.review AND r.id = d.record
  JOIN staff s ON s.org = d.org AND s.id = d.reader
 WHERE d.org = $1 AND d.review = $2 ORDER BY d.record, d.place;

-- fn review_progress(org_id org) -> review_count_row[]
SELECT review, state, count(*) AS "n: number" FROM review_reading WHERE org = $1 GROUP BY review, state ORDER BY review, state;

-- --- marks ---

-- While a review goes on its row is held, so that nothing comes in while somebody ends it: else a conflict.
-- fn review_goes_on(org_id org, row_id entry) -> exec one
UPDATE review SET state = 1 WHERE org = $1 AND entry = $2 AND current = 1 AND state = 1;

-- fn review_reading_in(org_id org, row_id id, user_id reader, instant hour, number state) -> exec one
UPDATE review_reading SET state = $5, hour = $4 WHERE org = $1 AND id = $2 AND reader = $3 AND state = 1;

-- A correction comes before the two are side by side: the other reader is still reading, or there is none.
-- fn review_reading_again(org_id org, row_id id, user_id reader, instant hour) -> exec one
UPDATE review_reading SET hour = $4
 WHERE org = $1 AND id = $2 AND reader = $3 AND state = 2 AND NOT EXISTS
   (SELECT 1 FROM review_reading o WHERE o.org = review_reading.org AND o.review = review_reading.review
       AND o.record = review_reading.record AND o.id <> review_reading.id AND o.state = 2);

-- fn review_marks_of(org_id org, row_id reading) -> review_marks_row?
SELECT m.id, m.hour, m.body, w.id AS "words: row_id?", w.body AS "said: sealed?"
  FROM review_marks m LEFT JOIN review_words w ON w.org = m.org AND w.marks = m.id
 WHERE m.org = $1 AND m.reading = $2 AND m.current = 1;

-- fn review_marks_replace(org_id org, row_id reading, row_id id) -> exec one
UPDATE review_marks SET current = 0 WHERE org = $1 AND reading = $2 AND id = $3 AND current = 1;

-- fn review_marks_insert(org_id org, row_id reading, row_id id, row_id replaces, instant hour, sealed body) -> exec one
INSERT INTO review_marks (org, reading, id, replaces, current, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6);

-- fn review_words_insert(org_id org, row_id review, row_id id, row_id marks, sealed body) -> exec one
INSERT INTO review_words (org, review, id, marks, body) VALUES ($1, $2, $3, $4, $5);

-- --- the end ---

-- fn review_record_ids(org_id org, row_id review) -> review_sealed_id[]
SELECT id FROM review_record WHERE org = $1 AND review = $2 ORDER BY id;

-- Before the words themselves: their keys, also of those that came after they were last read.
-- fn review_words_keys_delete(org_id org, row_id review) -> exec
DELETE FROM house_answer_key WHERE org = $1 AND answer IN (SELECT w.id FROM review_words w WHERE w.org = $1 AND w.review = $2);

-- fn review_records_delete(org_id org, row_id review) -> exec
DELETE FROM review_record WHERE org = $1 AND review = $2;

-- fn review_words_delete(org_id org, row_id review) -> exec
DELETE FROM review_words WHERE org = $1 AND review = $2;
