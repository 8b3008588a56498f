// The computed edges of an experiment, controls included: what the program runs on.
// Parameters: $experiment
// Columns: edge, target
MATCH ()-[e:TRANSFERS_TO {experiment: $experiment}]->(t:Task)
WHERE e.affinity IS NOT NULL
RETURN properties(e) AS edge, t.name AS target
ORDER BY target, e.key
