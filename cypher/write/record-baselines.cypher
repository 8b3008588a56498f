// Stores scratch baselines of an experiment. One with losses stays as it is.
// Parameters: $experiment; $baselines: [{target, properties: {key, meanLoss, quality, losses, provenance}}] sorted by target
// Columns: none
MATCH (x:Experiment {id: $experiment})
UNWIND $baselines AS baseline
MATCH (t:Task {name: baseline.target})
MERGE (x)-[b:BASELINE]->(t)
FOREACH (_ IN CASE WHEN b.losses IS NULL THEN [1] ELSE [] END | SET b = baseline.properties)
