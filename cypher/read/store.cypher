// Name of the database and number of the latest event.
// Parameters: none
// Columns: id, seq
MATCH (s:__Store {name: 'store'})
RETURN s.id AS id, s.seq AS seq
