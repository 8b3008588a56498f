// Creates an experiment. Fails on the uniqueness of its id where it exists.
// Parameters: $properties: all but its tasks; $tasks: [{task, role, labelCost, importance}] sorted by task
// Columns: none
CREATE (x:Experiment)
SET x = $properties
WITH x
UNWIND $tasks AS use
MATCH (t:Task {name: use.task})
CREATE (x)-[:USES {role: use.role, labelCost: use.labelCost, importance: use.importance}]->(t)
