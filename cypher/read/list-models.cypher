// The models of an experiment, by task.
// Parameters: $experiment
// Columns: model, task
MATCH (:Experiment {id: $experiment})-[:HAS_MODEL]->(m:FrozenModel)-[:SOLVES]->(t:Task)
RETURN properties(m) AS model, t.name AS task
ORDER BY task, m.key
