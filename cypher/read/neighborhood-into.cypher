// What `neighborhood` gives for direction IN and one hop where no tasks are wanted, the most frequent question: the ranks of one target's
// transfers differ, so keys are compared only where there is none, and Neo4j has a small plan to go through.
// Parameters: $task, $experiment; $maxOrder; $minAffinity: 0 keeps edges without affinity; $maxRank: or null; $controls: whether loops and
//   controls too; $limit: transfers at most; $properties: names of those wanted of each edge
// Columns: experimentExists; start (properties of the task, or null); edges: [[values of $properties ..., name of the target]]
OPTIONAL MATCH (x:Experiment {id: $experiment})
OPTIONAL MATCH (start:Task {name: $task})
CALL (start) {
  MATCH (start)<-[e:TRANSFERS_TO]-()
  WHERE e.experiment = $experiment AND e.order <= $maxOrder AND ($minAffinity <= 0 OR e.affinity >= $minAffinity)
    AND ($maxRank IS NULL OR e.rank <= $maxRank) AND ($controls OR NOT (e.self OR e.control))
  WITH e
  ORDER BY e.rank, CASE WHEN e.rank IS NULL THEN e.key END
  LIMIT toInteger($limit)
  RETURN collect([name IN $properties | e[name]] + start.name) AS edges
}
RETURN x IS NOT NULL AS experimentExists, properties(start) AS start, edges
