// Deletes an experiment's estimates of transfers.
// Parameters: $experiment
// Columns: none
MATCH ()-[e:ESTIMATE {experiment: $experiment}]->()
DELETE e
