// Deletes the edges and the scratch baseline of one target of an experiment, and empties its tournament.
// Parameters: $experiment, $target
// Columns: none
MATCH (x:Experiment {id: $experiment}), (t:Task {name: $target})
OPTIONAL MATCH (x)-[b:BASELINE]->(t)
DELETE b
WITH x, t
OPTIONAL MATCH (x)-[:HAS_TOURNAMENT]->(r:Tournament)-[:RANKS]->(t)
SET r.members = [], r.images = 0, r.wins = [], r.scenes = null
WITH t
MATCH (:Task|SourceSet)-[e:TRANSFERS_TO {experiment: $experiment}]->(t)
DELETE e
