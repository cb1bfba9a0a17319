import { appsUri } from '../../servers/uris.ts';
import type { ServerSubject } from '../../subjects/subject.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../action.ts';
import type { Commander } from '../commander.ts';

/** All apps of a server in one form. */
export async function openApps({ open }: Commander, [subject]: ServerSubject[]): Promise<Outcome> {
  if (subject) await open(appsUri(subject.server.id));
  return done;
}
