// All edges of an experiment, controls and failed ones included.
// Parameters: $experiment; $target: only those of this target, or null for all
// Columns: edge, target
MATCH ()-[e:TRANSFERS_TO {experiment: $experiment}]->(t:Task)
WHERE $target IS NULL OR t.name = $target
RETURN properties(e) AS edge, t.name AS target
ORDER BY target, e.key
