// Edges by experiment, events by experiment in their order.
// Parameters: none
// Columns: none
CREATE INDEX transfers_to_experiment IF NOT EXISTS FOR ()-[e:TRANSFERS_TO]-() ON (e.experiment);
CREATE INDEX transfer_event_experiment IF NOT EXISTS FOR (v:TransferEvent) ON (v.experiment, v.seq);
CREATE INDEX experiment_created IF NOT EXISTS FOR (x:Experiment) ON (x.createdAt);
CALL db.awaitIndexes(300);
