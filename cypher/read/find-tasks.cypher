// The tasks of these names that exist.
// Parameters: $names
// Columns: task
MATCH (t:Task)
WHERE t.name IN $names
RETURN properties(t) AS task
