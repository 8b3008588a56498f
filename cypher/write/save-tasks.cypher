// Creates tasks or brings them up to date.
// Parameters: $tasks: [{name, kind, description, approximation}] sorted by name
// Columns: none
UNWIND $tasks AS task
MERGE (t:Task {name: task.name})
SET t += task
