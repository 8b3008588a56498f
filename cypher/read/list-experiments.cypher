// Experiments, latest first, a page at a time.
// Parameters: $createdAt and $id: those of the experiment before the page, or null; $limit
// Columns: experiment, tasks
MATCH (x:Experiment)
WHERE $id IS NULL OR x.createdAt < $createdAt OR (x.createdAt = $createdAt AND x.id > $id)
WITH x
ORDER BY x.createdAt DESC, x.id
LIMIT toInteger($limit)
RETURN properties(x) AS experiment, [(x)-[u:USES]->(t:Task) | u {.role, .labelCost, .importance, task: t.name}] AS tasks
ORDER BY x.createdAt DESC, x.id
