// The client's types name Node's Buffer; the forms only pass them on.
type Buffer = Uint8Array;
