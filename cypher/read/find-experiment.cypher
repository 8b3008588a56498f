// One experiment.
// Parameters: $id
// Columns: experiment, tasks
MATCH (x:Experiment {id: $id})
RETURN properties(x) AS experiment, [(x)-[u:USES]->(t:Task) | u {.role, .labelCost, .importance, task: t.name}] AS tasks
