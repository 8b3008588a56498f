// Source sets whose transfer is stronger than that of each member alone, by how many times the best member's affinity it has.
// Parameters: $experiment, $target; $limit: rows at most
// Columns: sources, order, affinity, bestMember, bestMemberAffinity, ratio
MATCH (set:SourceSet)-[e:TRANSFERS_TO {experiment: $experiment}]->(t:Task {name: $target})
WHERE e.rank IS NOT NULL
MATCH (set)-[:INCLUDES]->(member:Task)-[single:TRANSFERS_TO {experiment: $experiment, order: 1, self: false}]->(t)
WHERE single.affinity IS NOT NULL
WITH set, e, member, single
ORDER BY single.affinity DESC
WITH set, e, collect({name: member.name, affinity: single.affinity}) AS members
WHERE size(members) = set.order AND e.affinity > members[0].affinity
RETURN split(set.key, '+') AS sources, set.order AS order, e.affinity AS affinity,
  members[0].name AS bestMember, members[0].affinity AS bestMemberAffinity, e.affinity / members[0].affinity AS ratio
ORDER BY ratio DESC, set.key
LIMIT $limit
