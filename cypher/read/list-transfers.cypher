// Edges of an experiment in a chosen order, a page at a time. They are looked up by target, else by source, else by experiment.
// Parameters: $experiment; $target, $source, $order, $minAffinity, $maxRank: only those, or null; $controls: whether to list loops and
//   controls too; $orderBy: AFFINITY, RANK, GAIN, QUALITY, COMPUTED_AT or KEY; $value, $key: position of the edge before the page, or
//   null; $limit
// Columns: edge, target, value (what is sorted by, ascending; ties by key)
CALL () {
  WITH 1 AS one WHERE $target IS NOT NULL
  MATCH (t:Task {name: $target})<-[e:TRANSFERS_TO]-(:Task|SourceSet)
  WHERE e.experiment = $experiment
  RETURN e, t
  UNION ALL
  WITH 1 AS one WHERE $target IS NULL AND $source IS NOT NULL
  MATCH (:Task {name: $source})-[e:TRANSFERS_TO]->(t:Task)
  WHERE e.experiment = $experiment
  RETURN e, t
  UNION ALL
  WITH 1 AS one WHERE $target IS NULL AND $source IS NOT NULL
  MATCH (:Task {name: $source})<-[:INCLUDES]-(:SourceSet)-[e:TRANSFERS_TO]->(t:Task)
  WHERE e.experiment = $experiment
  RETURN e, t
  UNION ALL
  WITH 1 AS one WHERE $target IS NULL AND $source IS NULL
  MATCH ()-[e:TRANSFERS_TO {experiment: $experiment}]->(t:Task)
  RETURN e, t
}
WITH e, t
WHERE ($source IS NULL OR $source IN CASE WHEN e.self THEN [t.name] ELSE split(split(e.key, '/')[1], '+') END)
  AND ($order IS NULL OR e.order = $order)
  AND ($minAffinity IS NULL OR coalesce(e.affinity, 0) >= $minAffinity)
  AND ($maxRank IS NULL OR e.rank <= $maxRank)
  AND ($controls OR NOT (e.self OR e.control))
WITH e, t,
  CASE $orderBy
    WHEN 'AFFINITY' THEN -coalesce(e.affinity, -1.0)
    WHEN 'RANK' THEN coalesce(e.rank, 2147483647)
    WHEN 'GAIN' THEN -coalesce(e.gain, -1.0)
    WHEN 'QUALITY' THEN -coalesce(e.quality, -1.0)
    WHEN 'COMPUTED_AT' THEN -datetime(e.computedAt).epochMillis
    ELSE 0
  END AS value
WHERE $key IS NULL OR value > $value OR (value = $value AND e.key > $key)
RETURN properties(e) AS edge, t.name AS target, value
ORDER BY value, e.key
LIMIT toInteger($limit)
