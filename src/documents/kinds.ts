import type { TargetKind } from '../servers/uris.ts';
import { accountKind } from './account/kind.ts';
import { appsKind } from './apps/kind.ts';
import { configKind } from './config/kind.ts';
import { groupKind } from './group/kind.ts';
import type { DocumentKind } from './kind.ts';
import { overviewKind } from './overview/kind.ts';
import { planKind } from './plan/kind.ts';
import { tableKind } from './table/kind.ts';

/** All kinds of documents. */
export const kinds: Record<TargetKind, DocumentKind> = {
  user: accountKind,
  group: groupKind,
  apps: appsKind,
  overview: overviewKind,
  plan: planKind,
  config: configKind,
  users: tableKind,
  members: tableKind,
  everywhere: tableKind,
};
