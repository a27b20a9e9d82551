-- The keys of rows about a colleague, a team or the organisation.

-- fn house_key_put(org_id org, row_id answer, holder_id holder, bytes wrap) -> exec one
INSERT INTO house_answer_key (org, answer, holder, wrap) VALUES ($1, $2, $3, $4);

-- fn house_keys_of(org_id org, row_id answer) -> house_key_row[]
SELECT holder, wrap FROM house_answer_key WHERE org = $1 AND answer = $2 ORDER BY holder;

-- fn house_keys_forget(org_id org, row_id answer) -> exec
DELETE FROM house_answer_key WHERE org = $1 AND answer = $2;
