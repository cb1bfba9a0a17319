import * as l10n from '@vscode/l10n';
import { isGroupId } from '../../model/plan/lists.ts';
import { mergedLayer, serversIn } from './merge.ts';
import { exclusiveScopes } from './types.ts';
import type {
  CodeEntry,
  CodeFile,
  CodeProblem,
  Desired,
  DesiredApp,
  DesiredGroup,
  DesiredSetting,
  Layer,
  PlacedValue,
} from './types.ts';
import { desiredUser } from './users.ts';
import { Variables } from './variables.ts';

/**
 * What files want of a server: the named one, or, where they name none, any. Something wrong in a value leaves that value out;
 * a plan that is made in spite of it does less, never more.
 */
export function resolveCode(
  files: readonly CodeFile[],
  server?: string,
): { desired: Desired; problems: CodeProblem[] } {
  const problems: CodeProblem[] = [];
  const layer = mergedLayer(files, server);
  const { sections } = layer;
  const texts = [...sections.variables].map(([name, { fields }]) => [name, textIn(fields.get(''))] as const);
  const variables = new Variables(new Map(texts), problems);
  const url = serversIn(files).find(({ name }) => name === server)?.url;
  const users = [...sections.users].map(
    ([key, entry]) => [key, desiredUser(entry, sections.templates, variables, problems)] as const,
  );
  const desired = {
    ...(server !== undefined && { server }),
    ...(url !== undefined && { url }),
    users: new Map(users),
    groups: mapped(sections.groups, entry => groupOf(entry, variables, problems)),
    apps: mapped(sections.apps, entry => appOf(entry, variables)),
    config: mapped(sections.config, ({ fields }) => mapped(fields, value => settingOf(value, variables))),
    exclusive: exclusiveOf(layer),
  };
  return { desired, problems };
}

const mapped = <A, B>(from: ReadonlyMap<string, A>, to: (value: A) => B): Map<string, B> =>
  new Map([...from].map(([key, value]) => [key, to(value)] as const));

const textIn = (found: PlacedValue | undefined): string =>
  typeof found?.value === 'string' ? found.value : '';

function groupOf(
  { id, place, fields }: CodeEntry,
  variables: Variables,
  problems: CodeProblem[],
): DesiredGroup {
  if (!isGroupId(id)) problems.push({ place, message: l10n.t('“{0}” cannot be the ID of a group.', id) });
  const name = fields.get('displayname');
  const text = name && variables.text(textIn(name), name.place);
  if (name && text?.trim() === '')
    problems.push({
      place: name.place,
      message: l10n.t('Enter a display name. A group cannot be without one.'),
    });
  return {
    id,
    place,
    ...(name && text?.trim() && { displayname: { text: text.trim(), place: name.place } }),
  };
}

function appOf({ id, place, fields }: CodeEntry, variables: Variables): DesiredApp {
  const value = fields.get('');
  const limits = Array.isArray(value?.value) ? variables.items(value).map(({ text }) => text) : undefined;
  return { id, place, enabled: value?.value !== false, ...(limits && { limitedTo: limits }) };
}

function settingOf({ value, place }: PlacedValue, variables: Variables): DesiredSetting {
  if (value === null) return { place };
  return { place, value: typeof value === 'string' ? variables.text(value, place) : JSON.stringify(value) };
}

function exclusiveOf({ exclusive }: Layer): Desired['exclusive'] {
  return new Map(
    (exclusive?.items ?? []).flatMap(({ text, place }) =>
      exclusiveScopes.filter(scope => scope === text).map(scope => [scope, place] as const),
    ),
  );
}
