/** A user, group or app as links and other parts of the extension name it: plain data, which survives JSON. */
export interface ObjectReference {
  serverId: string;
  id: string;
}

/** What commands take for an object, or, without `id`, for a server. `groups`: IDs that were chosen for an app. */
export type Reference = Pick<ObjectReference, 'serverId'> & Partial<ObjectReference> & { groups?: string[] };

export function isReference(value: unknown): value is Reference {
  return (
    typeof value === 'object' && value !== null && 'serverId' in value && typeof value.serverId === 'string'
  );
}
