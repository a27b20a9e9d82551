-- Filters of reports that have a name.

-- fn saved_of(org_id org, row_id owner) -> saved_row[]
SELECT x.id, x.entry, x.slot, x.hour, x.body, s.user_name
  FROM saved_view x JOIN staff s ON s.org = x.org AND s.id = x.author
 WHERE x.org = $1 AND x.owner = $2 ORDER BY x.slot;

-- fn saved_insert(org_id org, row_id id, row_id entry, row_id owner, number slot, user_id author, instant hour, sealed body) -> exec one
INSERT INTO saved_view (org, id, entry, owner, slot, author, hour, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- The one that goes must still stand: else somebody was faster, and that is a conflict.
-- fn saved_remove(org_id org, row_id id) -> exec one
DELETE FROM saved_view WHERE org = $1 AND id = $2;
