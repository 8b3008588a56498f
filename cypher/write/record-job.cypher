// Records that a job of an experiment is finished. One that is DONE stays so.
// Parameters: $experiment; $key: <experiment>/<id>; $properties: id, kind, status, error, seconds, finishedAt
// Columns: key
MATCH (x:Experiment {id: $experiment})
MERGE (j:Job {key: $key})
WITH x, j, coalesce(j.status, 'NEW') AS status
FOREACH (_ IN CASE status WHEN 'DONE' THEN [] ELSE [1] END | SET j += $properties)
MERGE (x)-[:HAS_JOB]->(j)
RETURN j.key AS key
