// All edges of an experiment, controls and failed ones included.
// Parameters: $experiment
// Columns: edge, target
MATCH ()-[e:TRANSFERS_TO {experiment: $experiment}]->(t:Task)
RETURN properties(e) AS edge, t.name AS target
ORDER BY target, e.key
