// The transfers around a task: a breadth-first walk of up to three hops that stops as soon as enough are found.
// IN goes from a target to the transfers into it and on to their sources; OUT from a member of a source set to its transfers and on to
// their targets. Each task is expanded once, the nearest first; within a hop, the best rank comes first.
// Parameters: $task, $experiment; $direction: IN, OUT or BOTH; $hops: 1 to 3; $maxOrder; $minAffinity: 0 keeps edges without affinity;
//   $maxRank: or null; $controls: whether to follow loops and controls too; $limit: transfers at most; $properties: names of those wanted
//   of each edge; $withTasks: whether the tasks touched are wanted
// Columns: experimentExists; start (properties of the task, or null); edges: [[values of $properties ..., name of the target]];
//   tasks: [properties of the tasks touched]
OPTIONAL MATCH (x:Experiment {id: $experiment})
OPTIONAL MATCH (start:Task {name: $task})
CALL (start) {
  UNWIND [start] AS from
  CALL (from) {
    WITH from WHERE $direction <> 'OUT'
    MATCH (from)<-[e:TRANSFERS_TO]-(next)
    RETURN e, next
    UNION ALL
    WITH from WHERE $direction <> 'IN'
    MATCH (from)-[e:TRANSFERS_TO]->(next)
    RETURN e, next
    UNION ALL
    WITH from WHERE $direction <> 'IN' AND $maxOrder > 1
    MATCH (from)<-[:INCLUDES]-()-[e:TRANSFERS_TO]->(next)
    RETURN e, next
  }
  WITH e, next
  WHERE e.experiment = $experiment AND e.order <= $maxOrder AND ($minAffinity <= 0 OR e.affinity >= $minAffinity)
    AND ($maxRank IS NULL OR e.rank <= $maxRank) AND ($controls OR NOT (e.self OR e.control))
  WITH e, collect(DISTINCT next) AS nexts
  ORDER BY e.rank, e.key
  LIMIT toInteger($limit)
  RETURN collect(e) AS edges1, collect(nexts) AS reached1
}
WITH x, start, edges1 AS found1, reached1
CALL (found1, reached1) {
  WITH reached1 WHERE $hops > 1 AND size(found1) < $limit
  UNWIND reached1 AS nexts
  UNWIND nexts AS next
  OPTIONAL MATCH (next)-[:INCLUDES]->(member:Task)
  RETURN collect(DISTINCT coalesce(member, next)) AS met1
}
CALL (met1, start, found1) {
  UNWIND [t IN met1 WHERE NOT t IN [start]] AS from
  CALL (from) {
    WITH from WHERE $direction <> 'OUT'
    MATCH (from)<-[e:TRANSFERS_TO]-(next)
    RETURN e, next
    UNION ALL
    WITH from WHERE $direction <> 'IN'
    MATCH (from)-[e:TRANSFERS_TO]->(next)
    RETURN e, next
    UNION ALL
    WITH from WHERE $direction <> 'IN' AND $maxOrder > 1
    MATCH (from)<-[:INCLUDES]-()-[e:TRANSFERS_TO]->(next)
    RETURN e, next
  }
  WITH e, next
  WHERE e.experiment = $experiment AND e.order <= $maxOrder AND ($minAffinity <= 0 OR e.affinity >= $minAffinity)
    AND ($maxRank IS NULL OR e.rank <= $maxRank) AND ($controls OR NOT (e.self OR e.control))
  WITH e, collect(DISTINCT next) AS nexts
  WHERE NOT e IN found1
  WITH e, nexts
  ORDER BY e.rank, e.key
  LIMIT toInteger($limit)
  RETURN collect(e) AS edges2, collect(nexts) AS reached2
}
WITH x, start, met1, found1 + edges2 AS found2, reached2
CALL (found2, reached2) {
  WITH reached2 WHERE $hops > 2 AND size(found2) < $limit
  UNWIND reached2 AS nexts
  UNWIND nexts AS next
  OPTIONAL MATCH (next)-[:INCLUDES]->(member:Task)
  RETURN collect(DISTINCT coalesce(member, next)) AS met2
}
CALL (met2, met1, start, found2) {
  UNWIND [t IN met2 WHERE NOT t IN [start] + met1] AS from
  CALL (from) {
    WITH from WHERE $direction <> 'OUT'
    MATCH (from)<-[e:TRANSFERS_TO]-(next)
    RETURN e, next
    UNION ALL
    WITH from WHERE $direction <> 'IN'
    MATCH (from)-[e:TRANSFERS_TO]->(next)
    RETURN e, next
    UNION ALL
    WITH from WHERE $direction <> 'IN' AND $maxOrder > 1
    MATCH (from)<-[:INCLUDES]-()-[e:TRANSFERS_TO]->(next)
    RETURN e, next
  }
  WITH e, next
  WHERE e.experiment = $experiment AND e.order <= $maxOrder AND ($minAffinity <= 0 OR e.affinity >= $minAffinity)
    AND ($maxRank IS NULL OR e.rank <= $maxRank) AND ($controls OR NOT (e.self OR e.control))
  WITH e, collect(DISTINCT next) AS nexts
  WHERE NOT e IN found2
  WITH e, nexts
  ORDER BY e.rank, e.key
  LIMIT toInteger($limit)
  RETURN collect(e) AS edges3
}
WITH x, start, (found2 + edges3)[..toInteger($limit)] AS edges
CALL (edges) {
  UNWIND CASE WHEN $withTasks THEN edges ELSE [] END AS e
  WITH startNode(e) AS source, endNode(e) AS target
  OPTIONAL MATCH (source)-[:INCLUDES]->(member:Task)
  UNWIND [coalesce(member, source), target] AS t
  RETURN collect(DISTINCT properties(t)) AS tasks
}
RETURN x IS NOT NULL AS experimentExists, properties(start) AS start,
  [e IN edges | [name IN $properties | e[name]] + endNode(e).name] AS edges, tasks
