// The node that names this database (event cursors carry the name) and holds the number of the latest event.
// Parameters: none
// Columns: none
MERGE (s:__Store {name: 'store'}) ON CREATE SET s.id = randomUUID(), s.seq = 0;
