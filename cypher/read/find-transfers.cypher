// The edges of these keys that exist.
// Parameters: $keys
// Columns: edge, target
UNWIND $keys AS key
MATCH ()-[e:TRANSFERS_TO {key: key}]->(t:Task)
RETURN properties(e) AS edge, t.name AS target
