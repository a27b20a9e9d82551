-- Words of the interface in the way of this house; team/terms writes them.

-- fn house_words_all(org_id org) -> house_words_row[]
SELECT id, language, said, instead FROM term WHERE org = $1 ORDER BY language, said;
