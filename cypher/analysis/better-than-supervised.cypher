// Transfers that beat the target's own fully supervised network on most test images, by Quality.
// Parameters: $experiment; $limit: rows at most
// Columns: target, sources, order, quality, gain
MATCH (:Task|SourceSet)-[e:TRANSFERS_TO {experiment: $experiment, self: false, control: false}]->(t:Task)
WHERE e.quality > 0.5
RETURN t.name AS target, split(split(e.key, '/')[1], '+') AS sources, e.order AS order, e.quality AS quality, e.gain AS gain
ORDER BY quality DESC, e.key
LIMIT $limit
