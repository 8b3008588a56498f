// Which tasks serve the others best: a source's mean percentile rank (1 best, 0 worst) over targets, first order, controls left out.
// Parameters: $experiment; $limit: rows at most
// Columns: source, kind, targets, percentile, gain (mean)
MATCH (s:Task)-[e:TRANSFERS_TO {experiment: $experiment, order: 1, self: false, control: false}]->(t:Task)
WHERE e.affinity IS NOT NULL
WITH t, s, e
ORDER BY t.name, e.affinity
WITH t, collect({source: s, gain: e.gain}) AS field
WHERE size(field) > 1
UNWIND range(0, size(field) - 1) AS place
WITH field[place] AS entry, toFloat(place) / (size(field) - 1) AS percentile
RETURN entry.source.name AS source, entry.source.kind AS kind, count(*) AS targets,
  avg(percentile) AS percentile, avg(entry.gain) AS gain
ORDER BY percentile DESC, source
LIMIT $limit
