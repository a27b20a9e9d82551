-- Of colleagues only numbers: how many people each walks with who are with us.

-- fn loads_all(org_id org) -> load_row[]
SELECT a.staff, count(*) AS "n: number" FROM assignment a JOIN person p ON p.org = a.org AND p.id = a.person
 WHERE a.org = $1 AND a.state = 1 AND p.state = 1 GROUP BY a.staff ORDER BY a.staff;

-- fn people_with_us(org_id org) -> people_number
SELECT count(*) AS "n: number" FROM person WHERE org = $1 AND state = 1;

-- fn people_alone(org_id org) -> people_number
SELECT count(*) AS "n: number" FROM person p WHERE p.org = $1 AND p.state = 1
   AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.org = p.org AND a.person = p.id AND a.state = 1);
