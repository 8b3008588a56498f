// What the graph holds: labels and relationship types with their properties, read from the graph itself. Reads all of it.
// Parameters: $limit: rows at most
// Columns: element, name, property, types, count
CALL () {
  MATCH (n)
  UNWIND labels(n) AS name
  UNWIND keys(n) AS property
  RETURN 'node' AS element, name, property, collect(DISTINCT valueType(n[property])) AS types, count(*) AS count
  UNION ALL
  MATCH ()-[r]->()
  UNWIND keys(r) AS property
  RETURN 'relationship' AS element, type(r) AS name, property, collect(DISTINCT valueType(r[property])) AS types,
    count(*) AS count
}
RETURN element, name, property, types, count
ORDER BY element, name, property
LIMIT $limit
