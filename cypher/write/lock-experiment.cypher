// Takes the locks of a writer in the order that all writers keep (experiment, then tasks by name), so that none waits in a circle.
// Parameters: $experiment; $tasks: names sorted by code point
// Columns: known (those of the tasks that exist), createdAt (of the experiment); no row where the experiment does not exist
MATCH (x:Experiment {id: $experiment})
SET x._lock = true REMOVE x._lock
WITH x
CALL () {
  UNWIND $tasks AS name
  MATCH (t:Task {name: name})
  SET t._lock = true REMOVE t._lock
  RETURN collect(t.name) AS known
}
RETURN known, x.createdAt AS createdAt
