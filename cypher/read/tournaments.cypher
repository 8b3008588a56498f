// The tournaments of an experiment that have members, by target.
// Parameters: $experiment; $key: <experiment>/<target> for one of them, or null for all
// Columns: tournament
MATCH (:Experiment {id: $experiment})-[:HAS_TOURNAMENT]->(r:Tournament)
WHERE ($key IS NULL OR r.key = $key) AND r.images > 0
RETURN properties(r) AS tournament
ORDER BY r.target
