// What has been applied to this database.
// Parameters: none
// Columns: version, checksum
MATCH (m:__Migration)
RETURN m.version AS version, m.checksum AS checksum
ORDER BY version
