/** Keys of the configuration of every app that servers do not let anybody change. */
const protectedKeys: readonly string[] = ['enabled', 'installed_version', 'types'];
/** How further keys of an app begin that are protected as well. */
const protectedBeginnings: Readonly<Record<string, readonly string[]>> = { core: ['public_', 'remote_'] };

/** Whether a key can only be read. There may be more that a server refuses to change. */
export function isProtectedKey(appId: string, key: string): boolean {
  const beginnings = Object.hasOwn(protectedBeginnings, appId) ? protectedBeginnings[appId] : [];
  return protectedKeys.includes(key) || (beginnings ?? []).some(beginning => key.startsWith(beginning));
}
