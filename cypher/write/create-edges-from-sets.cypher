// Creates edges of higher orders.
// Parameters: $edges: [{from: source set key, target, properties}]
// Columns: none
UNWIND $edges AS edge
MATCH (s:SourceSet {key: edge.from}), (t:Task {name: edge.target})
CREATE (s)-[e:TRANSFERS_TO]->(t)
SET e = edge.properties
