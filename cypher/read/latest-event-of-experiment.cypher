// The latest event of an experiment; no row before its first.
// Parameters: $experiment
// Columns: seq, commit
MATCH (v:TransferEvent)
WHERE v.experiment = $experiment AND v.seq > 0
RETURN v.seq AS seq, v.commit AS commit
ORDER BY v.seq DESC
LIMIT 1
