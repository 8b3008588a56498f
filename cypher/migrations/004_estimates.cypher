// Estimates of transfers: their keys are unique, and they are found by experiment.
// Parameters: none
// Columns: none
CREATE CONSTRAINT estimate_key IF NOT EXISTS FOR ()-[e:ESTIMATE]-() REQUIRE e.key IS UNIQUE;
CREATE INDEX estimate_experiment IF NOT EXISTS FOR ()-[e:ESTIMATE]-() ON (e.experiment);
CALL db.awaitIndexes(300);
