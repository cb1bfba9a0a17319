import type { App, State } from '../state.ts';
import { parseApp } from './apps.ts';

/** What the app store has: as in `catalogue.ts`, and then the level, the rating in percent, and what is special. */
const offers: readonly string[] = `
bookmarks|Bookmarks|15.1.0|organization|-|Collect bookmarks|Collects bookmarks in folders and tags, shares them, and syncs them with browsers.|200|91|
collectives|Collectives|3.2.1|organization|-|Write together|Pages that a team writes together, in a tree.|200|88|
cospend|Cospend|3.1.0|organization|-|Share the costs|Keeps accounts of what a group spends.|100|84|
drawio|Draw.io|3.0.5|office|-|Diagrams|Draws diagrams together.|100|76|
external|External sites|7.0.0|tools|-|Add links to the menu|Adds sites to the menu and shows them in a frame.|200|72|
user_saml|SSO & SAML authentication|7.1.0|security|-|Sign in with SAML|Lets people sign in with the identity provider of the organization.|300|69|
twofactor_webauthn|Two-Factor WebAuthn|2.4.0|security|-|Security keys|Second factor by a security key or a fingerprint.|200|83|
old_gallery|Old Gallery|2.0.0|multimedia|-|Albums of years ago|Shows pictures as they were shown in former times.|100|41|incompatible
facerecognition|Face Recognition|0.9.60|multimedia|-|Find people in photos|Groups photos by the faces in them.|100|66|The library dlib is not available.
`
  .trim()
  .split('\n');

/** Newer versions of installed apps. */
const updates: readonly (readonly [id: string, version: string])[] = [
  ['mail', '5.5.2'],
  ['deck', '1.17.2'],
  ['polls', '8.4.0'],
];

const categories: readonly (readonly [id: string, name: string])[] = [
  ['files', 'Files'],
  ['multimedia', 'Multimedia'],
  ['office', 'Office & text'],
  ['organization', 'Organization'],
  ['security', 'Security'],
  ['tools', 'Tools'],
];

export function seedStore(state: State): void {
  for (const line of offers) {
    const app = offer(line);
    state.store.set(app.id, app);
  }
  for (const [id, version] of updates) state.apps.get(id)!.update = version;
  for (const [id, name] of categories) state.categories.set(id, name);
}

function offer(line: string): App {
  const [level = '', percent = '', special = ''] = line.split('|').slice(7);
  return {
    ...parseApp(line),
    level: Number(level),
    rating: [Number(percent) / 100, Number(percent) * 3],
    ...(special === 'incompatible' && { incompatible: true }),
    ...(special !== '' && special !== 'incompatible' && { missing: [special] }),
  };
}
