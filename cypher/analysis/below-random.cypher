// The negative control: how many first-order sources are weaker than the random encoder, for each target. Many at a target that is not
// 2D mean that its readouts measure something else than what the encoders learnt.
// Parameters: $experiment; $limit: rows at most
// Columns: target, kind, sources, below, names
MATCH (:Task {name: 'random'})-[control:TRANSFERS_TO {experiment: $experiment, order: 1}]->(t:Task)
WHERE control.affinity IS NOT NULL
MATCH (s:Task)-[e:TRANSFERS_TO {experiment: $experiment, order: 1, self: false, control: false}]->(t)
WHERE e.affinity IS NOT NULL
WITH t, s, e.affinity < control.affinity AS isBelow
ORDER BY t.name, s.name
WITH t, count(*) AS sources, collect(CASE WHEN isBelow THEN s.name END) AS names
RETURN t.name AS target, t.kind AS kind, sources, size(names) AS below, names
ORDER BY below DESC, target
LIMIT $limit
