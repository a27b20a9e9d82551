-- Handing a person's secrets to people, and taking them back.

-- fn excluded_holding(org_id org, person_id person, holder_id holder) -> excluded_row[]
SELECT a.staff FROM assignment a JOIN holder_wrap w ON w.org = a.org AND w.staff = a.staff
 WHERE a.org = $1 AND a.person = $2 AND a.state = 2 AND w.holder = $3;
