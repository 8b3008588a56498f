// What a writer must know of the edges into a target.
// Parameters: $experiment, $target
// Columns: key, status, self, control, losses
MATCH (:Task {name: $target})<-[e:TRANSFERS_TO {experiment: $experiment}]-(:Task|SourceSet)
RETURN e.key AS key, e.status AS status, e.self AS self, e.control AS control, e.losses AS losses
