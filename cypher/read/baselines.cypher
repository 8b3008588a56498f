// The scratch baselines of an experiment, by target.
// Parameters: $experiment; $target: one of them, or null for all
// Columns: baseline, target
MATCH (:Experiment {id: $experiment})-[b:BASELINE]->(t:Task)
WHERE $target IS NULL OR t.name = $target
RETURN properties(b) AS baseline, t.name AS target
ORDER BY target
