// Changes an experiment's status if it is one of those allowed; taking the lock first makes the check and the change one.
// Parameters: $id; $from: allowed statuses; $to; $error: text or null; $at: ISO 8601; $starts, $ends: whether the new status begins or ends a run
// Columns: status (the one found), changed
MATCH (x:Experiment {id: $id})
SET x._lock = true REMOVE x._lock
WITH x, x.status AS status, x.status IN $from AS changed
FOREACH (_ IN CASE WHEN changed THEN [1] ELSE [] END |
  SET x.status = $to,
      x.error = $error,
      x.startedAt = CASE WHEN $starts THEN $at ELSE x.startedAt END,
      x.finishedAt = CASE WHEN $ends THEN $at WHEN $starts THEN null ELSE x.finishedAt END
)
RETURN status, changed
