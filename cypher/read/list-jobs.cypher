// The finished jobs of an experiment by id, a page at a time.
// Parameters: $experiment; $after: the id before the page or null; $limit
// Columns: job
MATCH (:Experiment {id: $experiment})-[:HAS_JOB]->(j:Job)
WHERE $after IS NULL OR j.id > $after
RETURN properties(j) AS job
ORDER BY j.id
LIMIT toInteger($limit)
