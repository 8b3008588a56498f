// Creates the source sets that do not exist.
// Parameters: $sets: [{key, order, members}] sorted by key
// Columns: none
UNWIND $sets AS set
MERGE (s:SourceSet {key: set.key})
ON CREATE SET s.order = set.order
WITH s, set
WHERE NOT EXISTS { (s)-[:INCLUDES]->(:Task) }
UNWIND set.members AS member
MATCH (t:Task {name: member})
CREATE (s)-[:INCLUDES]->(t)
