// Deletes an experiment without edges, with its tournaments, jobs and the models that no other experiment has. Events stay.
// Parameters: $experiment
// Columns: none
MATCH (x:Experiment {id: $experiment})
CALL (x) {
  MATCH (x)-[:HAS_TOURNAMENT|HAS_JOB]->(part:Tournament|Job)
  DETACH DELETE part
}
CALL (x) {
  MATCH (x)-[:HAS_MODEL]->(m:FrozenModel)
  WHERE NOT EXISTS { (m)<-[:HAS_MODEL]-(other:Experiment) WHERE other <> x }
  DETACH DELETE m
}
DETACH DELETE x
