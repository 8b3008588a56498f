// Gives edges that failed their new version.
// Parameters: $edges: [{properties}], properties with the key of an edge
// Columns: none
UNWIND $edges AS edge
MATCH ()-[e:TRANSFERS_TO {key: edge.properties.key}]->()
SET e = edge.properties
