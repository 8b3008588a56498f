// Stores a target's counts as the next version.
// Parameters: $experiment, $target; $key: <experiment>/<target>; $members, $images, $wins;
//   $scenes: hash of the scenes of the images, or null: as before
// Columns: none
MATCH (x:Experiment {id: $experiment}), (t:Task {name: $target}), (r:Tournament {key: $key})
SET r.members = $members, r.images = $images, r.wins = $wins,
  r.scenes = coalesce($scenes, r.scenes), r.version = r.version + 1
MERGE (x)-[:HAS_TOURNAMENT]->(r)
MERGE (r)-[:RANKS]->(t)
