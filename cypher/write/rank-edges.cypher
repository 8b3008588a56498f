// Rewrites affinity and rank of edges.
// Parameters: $ranks: [{key, affinity, rank}]
// Columns: none
UNWIND $ranks AS r
MATCH ()-[e:TRANSFERS_TO {key: r.key}]->()
SET e.affinity = r.affinity, e.rank = r.rank
