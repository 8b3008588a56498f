// Which transfers two experiments rank most differently, all orders that both have.
// Parameters: $a, $b: experiments; $limit: rows at most
// Columns: target, sources, rankA, rankB, difference
MATCH (s:Task|SourceSet)-[ea:TRANSFERS_TO {experiment: $a}]->(t:Task)
WHERE ea.rank IS NOT NULL
MATCH (s)-[eb:TRANSFERS_TO {experiment: $b}]->(t)
WHERE eb.rank IS NOT NULL
RETURN t.name AS target, split(split(ea.key, '/')[1], '+') AS sources, ea.rank AS rankA, eb.rank AS rankB,
  abs(ea.rank - eb.rank) AS difference
ORDER BY difference DESC, target, ea.key
LIMIT $limit
