// Pairs of sources that add least to one another: Gain of the pair above the better of the two alone, mean over targets.
// Parameters: $experiment; $minTargets: pairs seen for at least so many targets; $limit: rows at most
// Columns: a, b, targets, added
MATCH (set:SourceSet {order: 2})-[e:TRANSFERS_TO {experiment: $experiment, control: false}]->(t:Task)
MATCH (set)-[:INCLUDES]->(member:Task)-[single:TRANSFERS_TO {experiment: $experiment, order: 1, self: false}]->(t)
WITH set, t, e.gain AS together, max(single.gain) AS best, count(*) AS members
WHERE members = 2 AND together IS NOT NULL
WITH set, count(*) AS targets, avg(together - best) AS added
WHERE targets >= $minTargets
RETURN split(set.key, '+')[0] AS a, split(set.key, '+')[1] AS b, targets, added
ORDER BY added, a, b
LIMIT $limit
