// Tasks by name, a page at a time.
// Parameters: $kind: a kind or null; $after: the name before the page or null; $limit
// Columns: task
MATCH (t:Task)
WHERE ($kind IS NULL OR t.kind = $kind) AND ($after IS NULL OR t.name > $after)
RETURN properties(t) AS task
ORDER BY t.name
LIMIT toInteger($limit)
