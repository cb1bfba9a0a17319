import type { Vitals } from '../../model/overview/types.ts';
import type { Connection } from '../../servers/connection.ts';
import { roleName } from '../../servers/state.ts';
import type { OverviewAction, OverviewState } from '../../webview/overview/protocol.ts';
import type { FormCommands, FormDefinition } from '../defineKind.ts';

/** What the page is given beside the document. */
export interface KnownServer {
  connection: Connection;
  vitals: Vitals;
}

/** The form of `overview.json`. */
export const overviewForm: FormDefinition<object, KnownServer, OverviewState> = {
  view: 'overview',
  commands: {
    openUpdates: 'openAppUpdates',
    openServer: 'openServerInBrowser',
    diagnose: 'diagnoseServer',
  } satisfies FormCommands<OverviewAction>,
  heading: ({ server }) => server.label,
  facts: ({ server }, content) => ({
    server: server.label,
    address: server.url,
    user: server.user,
    ...(content
      ? {
          ...standingOf(content.facts.connection),
          vitals: content.facts.vitals,
        }
      : { role: '', version: '', vitals: null }),
    samples: [],
    outlook: null,
    trouble: null,
  }),
  extras: async (form, content, signal) =>
    (await import('./watch.ts')).watch(form, content?.facts.vitals, signal),
};

/** As what we are signed in, and to which version. */
export const standingOf = ({ role, version }: Connection): Pick<OverviewState, 'role' | 'version'> => ({
  role: roleName(role),
  version,
});
