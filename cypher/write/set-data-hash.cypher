// Notes the data set that an experiment runs on.
// Parameters: $id, $hash
// Columns: id
MATCH (x:Experiment {id: $id})
SET x.dataHash = $hash
RETURN x.id AS id
