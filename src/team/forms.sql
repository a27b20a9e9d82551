-- Drafts of forms. Which wording is in use stands in access/wording.sql.

-- fn form_drafts_all(org_id org) -> form_draft_row[]
SELECT d.id, d.edition, d.hour, d.body, s.user_name
  FROM form_draft d JOIN staff s ON s.org = d.org AND s.id = d.author
 WHERE d.org = $1 ORDER BY d.id;

-- fn form_draft_one(org_id org, row_id id) -> form_draft_row?
SELECT d.id, d.edition, d.hour, d.body, s.user_name
  FROM form_draft d JOIN staff s ON s.org = d.org AND s.id = d.author
 WHERE d.org = $1 AND d.id = $2;

-- fn form_draft_insert(org_id org, row_id id, user_id author, instant hour, bytes body) -> exec one
INSERT INTO form_draft (org, id, edition, author, hour, body) VALUES ($1, $2, 1, $3, $4, $5);

-- The edition that was looked at must still be the latest: else somebody was faster, and that is a conflict.
-- fn form_draft_change(org_id org, row_id id, number edition, user_id author, instant hour, bytes body) -> exec one
UPDATE form_draft SET edition = edition + 1, author = $4, hour = $5, body = $6
 WHERE org = $1 AND id = $2 AND edition = $3;

-- fn form_draft_delete(org_id org, row_id id, number edition) -> exec one
DELETE FROM form_draft WHERE org = $1 AND id = $2 AND edition = $3;
