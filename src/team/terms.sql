-- Words of the interface in the way of this house. access/house_words.sql reads them for every page.

-- fn term_find(org_id org, row_id id) -> term_row?
SELECT id, language, said, instead FROM term WHERE org = $1 AND id = $2;

-- fn term_insert(org_id org, row_id id, word language, word said, word instead, user_id author, instant hour) -> exec one
INSERT INTO term (org, id, language, said, instead, author, hour) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- fn term_delete(org_id org, row_id id) -> exec one
DELETE FROM term WHERE org = $1 AND id = $2;
