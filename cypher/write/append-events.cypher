// Appends to the one sequence of events. Run last in a transaction: from here to the commit, writers wait for one another, so that
// numbers become visible in their order and without gaps. `commit` is random: after a backup was restored, the same numbers come with another.
// Parameters: $events: [{transferKey, experiment, target, sources, status, affinity, gain, quality}]
// Columns: none
MATCH (s:__Store {name: 'store'})
SET s._lock = true REMOVE s._lock
WITH s, s.seq AS last
SET s.seq = last + size($events)
WITH last, left(randomUUID(), 8) AS commit
UNWIND range(1, size($events)) AS i
CREATE (v:TransferEvent)
SET v = $events[i - 1], v.seq = last + i, v.commit = commit
