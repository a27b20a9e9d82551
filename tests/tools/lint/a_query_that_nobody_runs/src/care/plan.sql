-- fn plan_of(org_id org, person_id person) -> plan_row?
SELECT body FROM plan WHERE org = $1 AND person = $2;

-- fn plan_all(org_id org) -> plan_row[]
SELECT body FROM plan WHERE org = $1;
