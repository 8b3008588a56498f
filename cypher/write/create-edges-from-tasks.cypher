// Creates edges of order 1.
// Parameters: $edges: [{from: task name, target, properties}]
// Columns: none
UNWIND $edges AS edge
MATCH (s:Task {name: edge.from}), (t:Task {name: edge.target})
CREATE (s)-[e:TRANSFERS_TO]->(t)
SET e = edge.properties
