import { hidden } from './document.ts';
import type { ConfigDocument } from './document.ts';
import { propertiesIn, structureIn } from './json.ts';

/** Names of keys, and of properties in values, behind which secrets are. */
const secretName =
  /pass(word|wd|phrase|code)|secret|token|credential|cookie|jwt|salt|(priv(ate)?|api|access|auth|consumer|encryption|gs|licen[cs]e|shared|signing|subscription)[-_]?key|key[-_]?pair/i;

/** Further keys, by app, that servers leave out of what their owners publish of them. */
const furtherKeys: Readonly<Record<string, RegExp>> = {
  external: /^sites$/,
  spreed: /^hosted-signaling-server-/,
  support: /^last_response$/,
};

/** Its keys are about passwords, none of which it has. */
const appsWithoutSecrets: ReadonlySet<string> = new Set(['password_policy']);

/** What a switch holds, such as one that enforces passwords. */
const harmless: ReadonlySet<string> = new Set([
  '',
  'yes',
  'no',
  'true',
  'false',
  'on',
  'off',
  '0',
  '1',
  'null',
]);

const secretText = /-----BEGIN [A-Z ]*PRIVATE KEY-----|:\/\/[^\s/:@]*:[^\s/@]+@/;

/** Whether a value looks like a secret by its key or by what is in it. Wrong rather in hiding too much. */
export function isSecret(appId: string, key: string, value: string): boolean {
  if (appsWithoutSecrets.has(appId) || harmless.has(value)) return false;
  const further = Object.hasOwn(furtherKeys, appId) ? furtherKeys[appId] : undefined;
  if (secretName.test(key) || further?.test(key) || secretText.test(value)) return true;
  const json = structureIn(value);
  return json !== undefined && [...propertiesIn(json)].some(isSecretProperty);
}

const isSecretProperty = ([name, value]: [string, string]): boolean =>
  secretName.test(name) && !harmless.has(value.replaceAll('"', ''));

/** The document with its secrets hidden, but for those that may be shown. */
export function withoutSecrets(
  appId: string,
  document: ConfigDocument,
  isShown: (key: string) => boolean = () => false,
): ConfigDocument {
  return new Map(
    [...document].map(([key, value]) => {
      const hides = typeof value === 'string' && isSecret(appId, key, value) && !isShown(key);
      return [key, hides ? hidden : value];
    }),
  );
}
