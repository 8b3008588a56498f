// Experiments, latest first, a page at a time.
// Parameters: $createdAt and $id: those of the experiment before the page, or null; $limit
// Columns: experiment, tasks, rankedBy (id or null), ranks (ids)
MATCH (x:Experiment)
WHERE $id IS NULL OR x.createdAt < $createdAt OR (x.createdAt = $createdAt AND x.id > $id)
WITH x
ORDER BY x.createdAt DESC, x.id
LIMIT toInteger($limit)
RETURN properties(x) AS experiment,
  [(x)-[u:USES]->(t:Task) | u {.role, .labelCost, .importance, task: t.name}] AS tasks,
  head([(x)-[:RANKED_BY]->(other:Experiment) | other.id]) AS rankedBy,
  [(x)<-[:RANKED_BY]-(other:Experiment) | other.id] AS ranks
ORDER BY x.createdAt DESC, x.id
