// Takes the lock of a target's tournament, which serialises the writers of that target.
// Parameters: $experiment, $target; $key: <experiment>/<target>
// Columns: key; no row where the experiment or the target does not exist
MATCH (x:Experiment {id: $experiment}), (t:Task {name: $target})
MERGE (r:Tournament {key: $key})
ON CREATE SET r.experiment = $experiment, r.target = $target, r.members = [], r.images = 0, r.wins = [], r.version = 0
SET r._lock = true REMOVE r._lock
RETURN r.key AS key
