// Forgets which jobs of an experiment failed, so that they run again.
// Parameters: $experiment
// Columns: none
MATCH (:Experiment {id: $experiment})-[:HAS_JOB]->(j:Job {status: 'FAILED'})
DETACH DELETE j
