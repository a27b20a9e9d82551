-- Figures of the instrument that the pages of people use.

-- fn yardstick_now(org_id org) -> yardstick_row[]
SELECT id, body FROM yardstick WHERE org = $1 AND current = 1 ORDER BY hour, id;

-- fn yardstick_insert(org_id org, row_id id, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO yardstick (org, id, replaces, current, author, hour, body) VALUES ($1, $2, $3, 1, $4, $5, $6);

-- What is followed must still stand: else somebody was faster, and that is a conflict.
-- fn yardstick_replace(org_id org, row_id id) -> exec one
UPDATE yardstick SET current = 0 WHERE org = $1 AND id = $2 AND current = 1;
