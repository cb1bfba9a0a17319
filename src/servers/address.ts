/** Whether a URL points to this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname) || /(^|\.)localhost$/.test(hostname);
}

/** Whether passwords would be sent unencrypted to another machine. */
export function isPlainHttp(url: string): boolean {
  return url.startsWith('http:') && !isLoopback(url);
}

/** The schemes an address may have, and the protocols to try for each. */
const schemes: Record<string, readonly string[]> = {
  '': ['https', 'http'],
  https: ['https'],
  http: ['http'],
  davs: ['https'],
  webdavs: ['https'],
  dav: ['http'],
  webdav: ['http'],
};

/**
 * The base URLs an address can mean, the most likely first: https before http if the address has no scheme, deeper folders
 * before those above. Empty if the address is not valid. Credentials, query and fragment are dropped.
 */
export function candidates(address: string): string[] {
  const text = address.trim().replace(/^<(.*)>$/, '$1');
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/|\/\/)?(.*)$/i.exec(text) ?? [];
  return (schemes[scheme.toLowerCase()] ?? []).flatMap(protocol => upwards(`${protocol}://${rest}`));
}

/** The folders of a URL, the deepest first. What follows a script's name is not a folder. */
function upwards(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { origin, pathname } = new URL(text);
  const names = pathname.split('/').filter(Boolean);
  const script = names.findIndex(name => name.endsWith('.php'));
  const folders = script < 0 ? names : names.slice(0, script);
  return [...folders.keys(), folders.length].reverse().map(
    depth =>
      `${origin}/${folders
        .slice(0, depth)
        .map(name => `${name}/`)
        .join('')}`,
  );
}
