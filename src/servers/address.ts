/** Whether a URL leads to this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname) || /(^|\.)localhost$/.test(hostname);
}

/** Whether passwords would travel in the clear to another machine. */
export function isPlainHttp(url: string): boolean {
  return url.startsWith('http:') && !isLoopback(url);
}

/** What an address may begin with, and how it is asked then. */
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
 * The base URLs an address can mean, the likeliest first: https before http where the address does not say,
 * the whole path before its beginnings. Empty for what is no address. Credentials, query and fragment are dropped.
 */
export function candidates(address: string): string[] {
  const text = address.trim().replace(/^<(.*)>$/, '$1');
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/|\/\/)?(.*)$/i.exec(text) ?? [];
  return (schemes[scheme.toLowerCase()] ?? []).flatMap(protocol => upwards(`${protocol}://${rest}`));
}

/** The folders of a URL, the deepest first. Below a script there is none. */
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
