// Names are unique: of nodes, and of the relationships that carry results.
// Parameters: none
// Columns: none
CREATE CONSTRAINT task_name IF NOT EXISTS FOR (t:Task) REQUIRE t.name IS UNIQUE;
CREATE CONSTRAINT source_set_key IF NOT EXISTS FOR (s:SourceSet) REQUIRE s.key IS UNIQUE;
CREATE CONSTRAINT experiment_id IF NOT EXISTS FOR (x:Experiment) REQUIRE x.id IS UNIQUE;
CREATE CONSTRAINT frozen_model_key IF NOT EXISTS FOR (m:FrozenModel) REQUIRE m.key IS UNIQUE;
CREATE CONSTRAINT tournament_key IF NOT EXISTS FOR (r:Tournament) REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT job_key IF NOT EXISTS FOR (j:Job) REQUIRE j.key IS UNIQUE;
CREATE CONSTRAINT transfer_event_seq IF NOT EXISTS FOR (v:TransferEvent) REQUIRE v.seq IS UNIQUE;
CREATE CONSTRAINT store_name IF NOT EXISTS FOR (s:__Store) REQUIRE s.name IS UNIQUE;
CREATE CONSTRAINT transfers_to_key IF NOT EXISTS FOR ()-[e:TRANSFERS_TO]-() REQUIRE e.key IS UNIQUE;
CREATE CONSTRAINT baseline_key IF NOT EXISTS FOR ()-[b:BASELINE]-() REQUIRE b.key IS UNIQUE;
