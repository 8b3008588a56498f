// One experiment.
// Parameters: $id
// Columns: experiment, tasks, rankedBy (id or null), ranks (ids)
MATCH (x:Experiment {id: $id})
RETURN properties(x) AS experiment,
  [(x)-[u:USES]->(t:Task) | u {.role, .labelCost, .importance, task: t.name}] AS tasks,
  head([(x)-[:RANKED_BY]->(other:Experiment) | other.id]) AS rankedBy,
  [(x)<-[:RANKED_BY]-(other:Experiment) | other.id] AS ranks
