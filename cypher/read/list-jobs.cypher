// The finished jobs of an experiment, by id.
// Parameters: $experiment
// Columns: job
MATCH (:Experiment {id: $experiment})-[:HAS_JOB]->(j:Job)
RETURN properties(j) AS job
ORDER BY j.id
