// Which sources serve a target best: its edges by rank, all orders together.
// Parameters: $experiment, $target; $limit: rows at most
// Columns: rank, sources, order, affinity, gain, quality
MATCH (:Task {name: $target})<-[e:TRANSFERS_TO {experiment: $experiment}]-(:Task|SourceSet)
WHERE e.rank IS NOT NULL
RETURN e.rank AS rank, split(split(e.key, '/')[1], '+') AS sources, e.order AS order,
  e.affinity AS affinity, e.gain AS gain, e.quality AS quality
ORDER BY rank
LIMIT $limit
