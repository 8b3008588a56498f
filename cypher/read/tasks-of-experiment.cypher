// Names of an experiment's tasks.
// Parameters: $experiment
// Columns: name
MATCH (:Experiment {id: $experiment})-[:USES]->(t:Task)
RETURN t.name AS name
ORDER BY name
