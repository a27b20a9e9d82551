-- The published text of each form that was answered, kept for ever under its hash.

-- fn form_version_put(org_id org, word form, bytes body) -> exec
INSERT INTO form_version (org, form, body) VALUES ($1, $2, $3) ON CONFLICT (org, form) DO NOTHING;

-- fn form_version_one(org_id org, word form) -> form_version_row?
SELECT body FROM form_version WHERE org = $1 AND form = $2;
