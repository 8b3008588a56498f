// Events of one experiment after a position, in their order.
// Parameters: $seq; $experiment; $target, $source: only those, or null; $limit
// Columns: event
MATCH (v:TransferEvent)
WHERE v.experiment = $experiment AND v.seq > $seq
  AND ($target IS NULL OR v.target = $target) AND ($source IS NULL OR $source IN v.sources)
RETURN properties(v) AS event
ORDER BY v.seq
LIMIT toInteger($limit)
