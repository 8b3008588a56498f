// Tasks that are among the best first-order sources of many targets.
// Parameters: $experiment; $top: how many of a target's best count; $limit: rows at most
// Columns: source, kind, targets, names
MATCH (s:Task)-[e:TRANSFERS_TO {experiment: $experiment, order: 1, self: false, control: false}]->(t:Task)
WHERE e.affinity IS NOT NULL
WITH t, s
ORDER BY t.name, e.affinity DESC
WITH t, collect(s)[..$top] AS best
UNWIND best AS s
RETURN s.name AS source, s.kind AS kind, count(*) AS targets, collect(t.name) AS names
ORDER BY targets DESC, source
LIMIT $limit
