-- Cycles of action research.

-- fn cycles_now(org_id org) -> cycle_row[]
SELECT x.id, x.entry, x.current, x.hour, x.body, s.user_name
  FROM cycle x JOIN staff s ON s.org = x.org AND s.id = x.author
 WHERE x.org = $1 AND x.current = 1 ORDER BY x.id;

-- fn cycle_one(org_id org, row_id id) -> cycle_row?
SELECT x.id, x.entry, x.current, x.hour, x.body, s.user_name
  FROM cycle x JOIN staff s ON s.org = x.org AND s.id = x.author
 WHERE x.org = $1 AND x.id = $2;

-- fn cycle_standing(org_id org, row_id entry) -> cycle_row?
SELECT x.id, x.entry, x.current, x.hour, x.body, s.user_name
  FROM cycle x JOIN staff s ON s.org = x.org AND s.id = x.author
 WHERE x.org = $1 AND x.entry = $2 AND x.current = 1;

-- fn cycle_insert(org_id org, row_id id, row_id entry, row_id? replaces, user_id author, instant hour, sealed body) -> exec one
INSERT INTO cycle (org, id, entry, replaces, current, author, hour, body) VALUES ($1, $2, $3, $4, 1, $5, $6, $7);

-- The one that is followed must still stand: else somebody was faster, and that is a conflict.
-- fn cycle_replace(org_id org, row_id id) -> exec one
UPDATE cycle SET current = 0 WHERE org = $1 AND id = $2 AND current = 1;
