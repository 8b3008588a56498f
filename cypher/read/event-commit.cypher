// The commit of one event, null where it was written before commits had names.
// Parameters: $seq
// Columns: commit
MATCH (v:TransferEvent {seq: $seq})
RETURN v.commit AS commit
