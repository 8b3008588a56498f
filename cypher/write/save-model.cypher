// Stores a model of an experiment. A frozen one stays as it is; one that failed may be replaced.
// Parameters: $experiment, $task; $properties: key, status, error, weightsHash, ...
// Columns: key
MATCH (x:Experiment {id: $experiment}), (t:Task {name: $task})
MERGE (m:FrozenModel {key: $properties.key})
WITH x, t, m, coalesce(m.status, 'FAILED') AS status
FOREACH (_ IN CASE status WHEN 'FAILED' THEN [1] ELSE [] END | SET m = $properties)
MERGE (x)-[:HAS_MODEL]->(m)
MERGE (m)-[:SOLVES]->(t)
RETURN m.key AS key
