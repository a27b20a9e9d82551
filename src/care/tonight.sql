-- With whom a walk goes on: of a team, and of those I walk with or have opened in an emergency. Open needs first,
-- then who came last.

-- fn tonight_of_team(org_id org, team_id team, number most, number from) -> tonight_row[]
SELECT p.id AS "id: person_id",
       CASE WHEN EXISTS (SELECT 1 FROM safety_need n
                          WHERE n.org = p.org AND n.person = p.id AND n.current = 1 AND n.state = 1)
            THEN 1 ELSE 0 END AS "need: flag"
  FROM person p
 WHERE p.org = $1 AND p.team = $2 AND p.state = 1
 ORDER BY 2 DESC, p.id DESC LIMIT $3 OFFSET $4;

-- fn tonight_of_walks(org_id org, user_id staff, instant now, number most, number from) -> tonight_row[]
SELECT p.id AS "id: person_id",
       CASE WHEN EXISTS (SELECT 1 FROM safety_need n
                          WHERE n.org = p.org AND n.person = p.id AND n.current = 1 AND n.state = 1)
            THEN 1 ELSE 0 END AS "need: flag"
  FROM person p
 WHERE p.org = $1 AND p.state = 1
   AND p.id IN (SELECT a.person FROM assignment a WHERE a.org = $1 AND a.staff = $2 AND a.state = 1
                UNION SELECT g.person FROM glass g WHERE g.org = $1 AND g.staff = $2 AND g.until > $3)
 ORDER BY 2 DESC, p.id DESC LIMIT $4 OFFSET $5;
