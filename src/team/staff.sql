-- Colleagues and their teams.

-- fn colleague_all(org_id org) -> colleague_row[]
SELECT id, user_name, roles, state FROM staff WHERE org = $1 ORDER BY state, user_name;

-- fn colleague_teams(org_id org) -> colleague_team[]
SELECT staff, team FROM team_member WHERE org = $1 ORDER BY staff, team;

-- fn colleague_named(org_id org, word user_name) -> colleague_row?
SELECT id, user_name, roles, state FROM staff WHERE org = $1 AND user_name = $2;

-- Her sessions end: at the next sign-in the new keys are opened.
-- fn colleague_signs_in_again(org_id org, user_id id) -> exec one
UPDATE staff SET epoch = epoch + 1 WHERE org = $1 AND id = $2;
