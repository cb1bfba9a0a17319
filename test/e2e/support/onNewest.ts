import { hostVersions } from '../../vscode/install.ts';
import { hostVersion } from './launch.ts';

/** Declares tests that run in the newest version alone: what they try does not depend on the version. */
export function onNewest(title: string, tests: () => void): void {
  if (hostVersion() === hostVersions.newest) describe(title, tests);
}
