// The client's types mention Node's Buffer, which browsers do not have.
type Buffer = Uint8Array;
