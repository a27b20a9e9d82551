-- Who walks with a person, and who could.

-- fn companions_all(org_id org, person_id person) -> companion_row[]
SELECT a.staff, a.state, s.user_name, s.roles
  FROM assignment a JOIN staff s ON s.org = a.org AND s.id = a.staff
 WHERE a.org = $1 AND a.person = $2 AND a.state IN (1, 2, 4) AND s.state = 1 ORDER BY CASE a.state WHEN 2 THEN 1 ELSE 0 END, s.user_name;

-- fn companions_team(org_id org, person_id person) -> companion_team_row[]
SELECT m.staff, s.user_name, s.roles
  FROM person p JOIN team_member m ON m.org = p.org AND m.team = p.team
  JOIN staff s ON s.org = m.org AND s.id = m.staff
 WHERE p.org = $1 AND p.id = $2 AND s.state = 1 ORDER BY s.user_name;

-- Emergency openings that run, of this colleague and person.
-- fn companion_glass(org_id org, person_id person, user_id staff, instant now) -> companion_glass_row[]
SELECT until FROM glass WHERE org = $1 AND person = $2 AND staff = $3 AND until > $4 ORDER BY until DESC;
