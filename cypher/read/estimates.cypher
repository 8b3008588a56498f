// Estimates of an experiment's transfers, by target, method and rank.
// Parameters: $experiment; $target and $method: only those, or null for all; $limit
// Columns: estimate, source, target
MATCH (s:Task)-[e:ESTIMATE {experiment: $experiment}]->(t:Task)
WHERE ($target IS NULL OR t.name = $target) AND ($method IS NULL OR e.method = $method)
RETURN properties(e) AS estimate, s.name AS source, t.name AS target
ORDER BY target, e.method, e.rank
LIMIT toInteger($limit)
