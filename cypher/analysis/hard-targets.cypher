// Targets that no transfer serves well: the best Gain and the best Quality that any of their edges has, lowest Gain first.
// Parameters: $experiment; $limit: rows at most
// Columns: target, kind, transfers, bestGain, bestQuality
MATCH (:Task|SourceSet)-[e:TRANSFERS_TO {experiment: $experiment, self: false, control: false}]->(t:Task)
RETURN t.name AS target, t.kind AS kind, count(*) AS transfers, max(e.gain) AS bestGain, max(e.quality) AS bestQuality
ORDER BY bestGain, target
LIMIT $limit
