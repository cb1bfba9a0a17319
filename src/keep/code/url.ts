/** A base URL as it compares: without query and fragment, a slash at its end. `undefined` for anything else. */
export function serverUrl(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { origin, pathname, username, password } = new URL(text);
  return username || password ? undefined : `${origin}${pathname.replace(/\/*$/, '/')}`;
}
