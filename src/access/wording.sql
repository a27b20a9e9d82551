-- Words of the interface in the way of this house; team/terms writes them.

-- fn wording_all(org_id org) -> wording_row[]
SELECT id, language, said, instead FROM term WHERE org = $1 ORDER BY language, said;
