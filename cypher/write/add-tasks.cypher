// Creates the tasks that do not exist, and leaves the others as they are; locks all, so that no deletion takes one away meanwhile.
// Parameters: $tasks: [{name, kind, description, approximation}] sorted by name
// Columns: none
UNWIND $tasks AS task
MERGE (t:Task {name: task.name})
ON CREATE SET t += task
SET t._lock = true REMOVE t._lock
