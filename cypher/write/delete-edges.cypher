// Deletes some of an experiment's edges.
// Parameters: $experiment; $limit
// Columns: deleted
MATCH ()-[e:TRANSFERS_TO {experiment: $experiment}]->()
WITH e
LIMIT toInteger($limit)
DELETE e
RETURN count(*) AS deleted
