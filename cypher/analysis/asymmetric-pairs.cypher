// Pairs of tasks of which one serves the other much better than the reverse, by Gain of the first-order transfers.
// Parameters: $experiment; $limit: rows at most
// Columns: source, target, gain, gainBack, difference
MATCH (a:Task)-[there:TRANSFERS_TO {experiment: $experiment, order: 1, self: false, control: false}]->(b:Task)
MATCH (b)-[back:TRANSFERS_TO {experiment: $experiment, order: 1, self: false, control: false}]->(a)
WHERE there.gain > back.gain
RETURN a.name AS source, b.name AS target, there.gain AS gain, back.gain AS gainBack, there.gain - back.gain AS difference
ORDER BY difference DESC, source, target
LIMIT $limit
