// Adds tasks to an experiment; one that is used in another role already becomes BOTH.
// Parameters: $id; $tasks: [{task, role, labelCost, importance}] sorted by task
// Columns: none
MATCH (x:Experiment {id: $id})
UNWIND $tasks AS use
MATCH (t:Task {name: use.task})
MERGE (x)-[u:USES]->(t)
ON CREATE SET u.role = use.role, u.labelCost = use.labelCost, u.importance = use.importance
ON MATCH SET u.role = CASE u.role WHEN use.role THEN u.role ELSE 'BOTH' END
