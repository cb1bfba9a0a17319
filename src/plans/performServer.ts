import type { AppSwitch, ServerStep } from '../model/plan/types.ts';
import type { NextcloudClient } from '../ocs/index.ts';
import type { StepOutcome } from './entries.ts';
import { failureOf, isKind } from './failures.ts';

type StepOf<K extends ServerStep['kind']> = Extract<ServerStep, { kind: K }>;

interface ServerCircumstances {
  client: NextcloudClient;
  signal: AbortSignal;
  /** It was begun before, and may have been done. */
  isBegun: boolean;
}

/** Carries out a step about groups, apps or settings, as `perform` does. */
export async function performServer(step: ServerStep, how: ServerCircumstances): Promise<StepOutcome> {
  switch (step.kind) {
    case 'createGroup':
      return createGroup(step, how);
    case 'renameGroup':
      return renameGroup(step, how);
    case 'switchApp':
      return switchApp(step, how);
    case 'configure':
      return configure(step, how);
  }
}

async function createGroup(
  { group, displayname }: StepOf<'createGroup'>,
  { client, signal, isBegun }: ServerCircumstances,
): Promise<StepOutcome> {
  try {
    await client.groups.create(group, displayname, { signal });
    return { type: 'done' };
  } catch (error) {
    // It is there, without the name that the server cannot give it.
    if (isKind(error, 'unsupported')) return { ...failureOf(error), did: { kind: 'createGroup', group } };
    if (!isKind(error, 'conflict')) throw error;
    if (isBegun && displayname !== undefined) await nameAfterAll(client, group, displayname, signal);
    return { type: isBegun ? 'done' : 'already' };
  }
}

/** The creation broke off before the group had its name. */
async function nameAfterAll(
  { groups }: NextcloudClient,
  group: string,
  displayname: string,
  signal: AbortSignal,
): Promise<void> {
  const now = await groups.get(group, { signal });
  if (now.displayName !== displayname) await groups.rename(group, displayname, { signal });
}

async function renameGroup(
  { group, old, new: wanted }: StepOf<'renameGroup'>,
  { client, signal, isBegun }: ServerCircumstances,
): Promise<StepOutcome> {
  const { displayName = group } = await client.groups.get(group, { signal });
  if (displayName === wanted) return { type: isBegun ? 'done' : 'already' };
  if (displayName !== old) return { type: 'conflict', fields: ['displayname'] };
  await client.groups.rename(group, wanted, { signal });
  return { type: 'done' };
}

async function switchApp(
  { app, old, new: wanted }: StepOf<'switchApp'>,
  { client, signal, isBegun }: ServerCircumstances,
): Promise<StepOutcome> {
  const now = await client.apps.state(app, { signal });
  if (isSameSwitch(now, wanted)) return { type: isBegun ? 'done' : 'already' };
  if (!isSameSwitch(now, old)) return { type: 'conflict', fields: ['enabled'] };
  if (!wanted.enabled) await client.apps.disable(app, { signal });
  else await client.apps.enable(app, { groups: wanted.limitedTo, signal });
  return { type: 'done' };
}

function isSameSwitch(one: AppSwitch, other: AppSwitch): boolean {
  if (one.enabled !== other.enabled) return false;
  const [a, b] = [new Set(one.limitedTo), new Set(other.limitedTo)];
  return !one.enabled || (a.size === b.size && [...a].every(group => b.has(group)));
}

async function configure(
  { app, key, old, new: wanted }: StepOf<'configure'>,
  { client, signal, isBegun }: ServerCircumstances,
): Promise<StepOutcome> {
  const now = await client.appConfig.get(app, key, { signal });
  if (now === wanted) return { type: isBegun ? 'done' : 'already' };
  if (now !== old) return { type: 'conflict', fields: [`${app}/${key}`] };
  if (wanted === undefined) await client.appConfig.delete(app, key, { signal });
  else await client.appConfig.set(app, key, wanted, { signal });
  return { type: 'done' };
}
