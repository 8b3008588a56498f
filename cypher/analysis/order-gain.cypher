// What more sources add: mean Gain and Quality by order, and the mean over targets of the best Gain at that order. Controls and self
// edges are left out.
// Parameters: $experiment; $limit: rows at most
// Columns: order, transfers, meanGain, meanQuality, bestGain
MATCH (:Task|SourceSet)-[e:TRANSFERS_TO {experiment: $experiment, self: false, control: false}]->(t:Task)
WITH e.order AS order, t, count(*) AS transfers, sum(e.gain) AS gain, sum(e.quality) AS quality, max(e.gain) AS best
WITH order, sum(transfers) AS transfers, sum(gain) AS gain, sum(quality) AS quality, avg(best) AS bestGain
RETURN order, transfers, gain / transfers AS meanGain, quality / transfers AS meanQuality, bestGain
ORDER BY order
LIMIT $limit
