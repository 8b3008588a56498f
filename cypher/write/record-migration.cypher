// Notes that a migration has been applied.
// Parameters: $version: file name without extension; $checksum: SHA-256 of the file; $at: ISO 8601
// Columns: none
MERGE (m:__Migration {version: $version})
ON CREATE SET m.checksum = $checksum, m.appliedAt = $at
