// Deletes those tasks of kind OTHER that nothing names any more, with the source sets without transfers that include them. Their locks
// are held already, so that nobody begins to use one meanwhile.
// Parameters: $names
// Columns: name
MATCH (t:Task {kind: 'OTHER'})
WHERE t.name IN $names
  AND NOT EXISTS { (t)--(other) WHERE NOT other:SourceSet }
  AND NOT EXISTS { (t)<-[:INCLUDES]-(:SourceSet)-[:TRANSFERS_TO]->() }
OPTIONAL MATCH (set:SourceSet)-[:INCLUDES]->(t)
WITH t, t.name AS name, collect(set) AS sets
FOREACH (set IN sets | DETACH DELETE set)
DELETE t
RETURN name
ORDER BY name
