// How well sources of one kind serve targets of another: mean percentile rank (1 best, 0 worst) of first-order sources, t -> t left out,
// `random` in the field, `shuffled` not (method section 8).
// Parameters: $experiment; $limit: rows at most
// Columns: sourceKind, targetKind, transfers, percentile
MATCH (s:Task)-[e:TRANSFERS_TO {experiment: $experiment, order: 1, self: false}]->(t:Task)
WHERE e.affinity IS NOT NULL AND s <> t AND s.name <> 'shuffled'
WITH t, s, e
ORDER BY t.name, e.affinity
WITH t, collect(s.kind) AS field
WHERE size(field) > 1
UNWIND range(0, size(field) - 1) AS place
WITH t.kind AS targetKind, field[place] AS sourceKind, toFloat(place) / (size(field) - 1) AS percentile
RETURN sourceKind, targetKind, count(*) AS transfers, avg(percentile) AS percentile
ORDER BY sourceKind, targetKind
LIMIT $limit
