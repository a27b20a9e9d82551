-- What can be counted, waiting and folded.

-- fn inbox_insert(org_id org, row_id id, bytes box) -> exec one
INSERT INTO measure_inbox (org, id, box) VALUES ($1, $2, $3);

-- fn inbox_count(org_id org) -> inbox_number
SELECT count(*) AS "n: number" FROM measure_inbox WHERE org = $1;

-- fn inbox_all(org_id org) -> inbox_row each
SELECT id, box FROM measure_inbox WHERE org = $1 ORDER BY id;

-- fn inbox_one(org_id org, row_id id) -> inbox_row?
SELECT id, box FROM measure_inbox WHERE org = $1 AND id = $2;

-- Folded once and no more: a second folder finds nothing to delete.
-- fn inbox_delete(org_id org, row_id id) -> exec one
DELETE FROM measure_inbox WHERE org = $1 AND id = $2;

-- fn fold_one(org_id org, pseudonym_id pseudonym, number episode) -> fold_row?
SELECT pseudonym, episode, body FROM measure_fold WHERE org = $1 AND pseudonym = $2 AND episode = $3;

-- fn fold_all(org_id org) -> fold_row each
SELECT pseudonym, episode, body FROM measure_fold WHERE org = $1 ORDER BY pseudonym, episode;

-- fn fold_rows_of(org_id org, pseudonym_id pseudonym) -> fold_row each
SELECT pseudonym, episode, body FROM measure_fold WHERE org = $1 AND pseudonym = $2 ORDER BY episode;

-- fn fold_insert(org_id org, pseudonym_id pseudonym, number episode, sealed body) -> exec one
INSERT INTO measure_fold (org, pseudonym, episode, body) VALUES ($1, $2, $3, $4);

-- The body it was made from must still be there.
-- fn fold_update(org_id org, pseudonym_id pseudonym, number episode, sealed was, sealed body) -> exec one
UPDATE measure_fold SET body = $5 WHERE org = $1 AND pseudonym = $2 AND episode = $3 AND body = $4;

-- fn pseudonym_put(org_id org, pseudonym_id id, flag statistics) -> exec one
INSERT INTO pseudonym (org, id, statistics) VALUES ($1, $2, $3)
ON CONFLICT (org, id) DO UPDATE SET statistics = excluded.statistics;

-- What a correction replaces.
-- fn score_delete(org_id org, pseudonym_id pseudonym, row_id id) -> exec
DELETE FROM score WHERE org = $1 AND pseudonym = $2 AND id = $3;

-- fn score_insert(org_id org, pseudonym_id pseudonym, sealed days, row_id id, number episode, number wave, word form, number age_group, number setting, word items, number? safety, number? legal, number? mental, number? work, number? social, number? physical, number stable) -> exec one
INSERT INTO score (org, pseudonym, days, id, episode, wave, form, age_group, setting, items,
                   safety, legal, mental, work, social, physical, stable)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- fn score_all(org_id org) -> score_row each
SELECT pseudonym, id, episode, days, wave, form, age_group, setting, items,
       safety, legal, mental, work, social, physical, stable
  FROM score WHERE org = $1 ORDER BY pseudonym, id;

-- fn score_rows_of(org_id org, pseudonym_id pseudonym) -> score_row each
SELECT pseudonym, id, episode, days, wave, form, age_group, setting, items,
       safety, legal, mental, work, social, physical, stable
  FROM score WHERE org = $1 AND pseudonym = $2 ORDER BY id;

-- What a correction replaces.
-- fn answers_delete(org_id org, row_id id) -> exec
DELETE FROM measure_answer WHERE org = $1 AND id = $2;

-- fn answers_insert(org_id org, row_id id, sealed body) -> exec one
INSERT INTO measure_answer (org, id, body) VALUES ($1, $2, $3);

-- fn answers_all(org_id org) -> answer_row each
SELECT id, body FROM measure_answer WHERE org = $1 ORDER BY id;

-- fn state_put(org_id org, row_id mark, row_id base) -> exec one
INSERT INTO measure_state (org, mark, base) VALUES ($1, $2, $3)
ON CONFLICT (org) DO UPDATE SET mark = excluded.mark, base = excluded.base;

-- The same, by whoever says in measure_mark whose rows were changed.
-- fn state_folded(org_id org, row_id mark, row_id base) -> exec one
INSERT INTO measure_state (org, mark, base) VALUES ($1, $2, $3)
ON CONFLICT (org) DO UPDATE SET mark = excluded.mark, base = coalesce(measure_state.base, excluded.base);

-- fn state_get(org_id org) -> state_row?
SELECT mark, base FROM measure_state WHERE org = $1;

-- fn mark_put(org_id org, pseudonym_id pseudonym, row_id mark) -> exec one
INSERT INTO measure_mark (org, pseudonym, mark) VALUES ($1, $2, $3)
ON CONFLICT (org, pseudonym) DO UPDATE SET mark = excluded.mark;

-- fn mark_all(org_id org) -> mark_row each
SELECT pseudonym, mark FROM measure_mark WHERE org = $1 ORDER BY pseudonym;
