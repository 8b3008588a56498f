// Creates an experiment. Fails on the uniqueness of its id where it exists.
// Parameters: $properties: all but its tasks; $tasks: [{task, role, labelCost, importance}] sorted by task;
//   $rankedBy: id of the experiment that ranks its sources, or null
// Columns: none
CREATE (x:Experiment)
SET x = $properties
WITH x
CALL (x) {
  MATCH (ranking:Experiment {id: $rankedBy})
  CREATE (x)-[:RANKED_BY]->(ranking)
}
UNWIND $tasks AS use
MATCH (t:Task {name: use.task})
CREATE (x)-[:USES {role: use.role, labelCost: use.labelCost, importance: use.importance}]->(t)
