// How far two experiments agree on a target: Spearman's correlation of the affinities of the first-order sources that both have,
// t -> t left out. A target that few experiments agree on is one to measure again.
// Parameters: $a, $b: experiments; $limit: rows at most
// Columns: target, kind, sources, spearman
MATCH (s:Task)-[ea:TRANSFERS_TO {experiment: $a, order: 1, self: false}]->(t:Task),
      (s)-[eb:TRANSFERS_TO {experiment: $b, order: 1, self: false}]->(t)
WHERE s <> t AND ea.affinity IS NOT NULL AND eb.affinity IS NOT NULL
WITH t, collect({a: ea.affinity, b: eb.affinity}) AS pairs
WHERE size(pairs) > 2
UNWIND pairs AS pair
WITH t, size(pairs) AS n,
  COUNT { UNWIND pairs AS p WITH p WHERE p.a > pair.a RETURN p } - COUNT { UNWIND pairs AS p WITH p WHERE p.b > pair.b RETURN p } AS difference
WITH t, n, sum(difference * difference) AS squares
RETURN t.name AS target, t.kind AS kind, n AS sources, 1 - 6.0 * squares / (n * (n * n - 1)) AS spearman
ORDER BY spearman DESC, target
LIMIT $limit
