// What was computed last, in all experiments: the numbers are those at the commit.
// Parameters: $limit: rows at most
// Columns: seq, experiment, sources, target, status, affinity, gain, quality
MATCH (v:TransferEvent)
WHERE v.seq > 0
RETURN v.seq AS seq, v.experiment AS experiment, v.sources AS sources, v.target AS target, v.status AS status,
  v.affinity AS affinity, v.gain AS gain, v.quality AS quality
ORDER BY seq DESC
LIMIT $limit
