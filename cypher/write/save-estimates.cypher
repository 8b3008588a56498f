// Stores estimates of transfers; one of the same key is replaced.
// Parameters: $estimates: [{source, target, properties: {key, experiment, method, value, rank, images, dataHash, codeVersion}}]
// Columns: none
UNWIND $estimates AS estimate
MATCH (s:Task {name: estimate.source}), (t:Task {name: estimate.target})
MERGE (s)-[e:ESTIMATE {key: estimate.properties.key}]->(t)
SET e = estimate.properties
