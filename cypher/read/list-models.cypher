// The models of an experiment, by task, with the share of test images on which the network beats its task's readout from the control random.
// Parameters: $experiment
// Columns: model, task, winRateVsRandom
MATCH (:Experiment {id: $experiment})-[:HAS_MODEL]->(m:FrozenModel)-[:SOLVES]->(t:Task)
OPTIONAL MATCH (r:Tournament {key: $experiment + '/' + t.name})
WITH m, t, r, coalesce(r.members, []) AS members
WITH m, t, r, size(members) AS size,
  [i IN range(0, size(members) - 1) WHERE members[i] = 'self'][0] AS own,
  [i IN range(0, size(members) - 1) WHERE members[i] = 'random'][0] AS control
RETURN properties(m) AS model, t.name AS task, r.wins[own * size + control] / toFloat(r.images) AS winRateVsRandom
ORDER BY task, m.key
