import * as vscode from 'vscode';
import { copyPlan } from '../../keep/compare/copyPlan.ts';
import { compareInstances, compareUsers, differenceKey } from '../../keep/compare/differences.ts';
import type { Difference } from '../../keep/compare/differences.ts';
import { renamedDifference, sameIds } from '../../keep/compare/mapping.ts';
import { fieldText, leftOutReasons, valueText } from '../../keep/compare/words.ts';
import type { InstanceState } from '../../keep/instance/state.ts';
import { loadPresent } from '../../runs/present.ts';
import type { Server } from '../../servers/server.ts';
import { appsUri, groupUri, userUri } from '../../servers/uris.ts';
import { Disposables } from '../../ui/disposables.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import { withLateProgress } from '../../ui/progress.ts';
import type {
  ComparedKind,
  ComparedRow,
  ComparedSide,
  CompareHandlers,
  ComparePageState,
  FromCompare,
  SideWords,
} from '../../webview/compare/protocol.ts';
import type { ActionContext } from '../engine/context.ts';
import { openPlan } from '../plans/openPlan.ts';
import { policyOf } from '../users/passwords.ts';
import { askMatching, matched, matchingText, type Matched, type Matching } from './matching.ts';
import { needsPassword, passwordsFor } from './newPasswords.ts';
import { readSides, serverOf, sideLabel, type Side, type SidePair } from './sides.ts';

/** What was read, and what differs in the words of the right side. */
interface ComparedSides {
  sides: Matched;
  differences: ReadonlyMap<string, Difference>;
}

type Copying = Extract<FromCompare, { type: 'copy' }>;

/** A comparison for as long as its page is open; `show` gets what is new on the page. */
export class CompareSession extends Disposables {
  readonly #context: ActionContext;
  readonly #show: (change: Partial<ComparePageState>) => void;
  #pair: SidePair;
  #matching: Matching = { kind: 'ids' };
  #state: ComparePageState;
  #comparison: ComparedSides | undefined;
  #reading: AbortController | undefined;

  constructor(context: ActionContext, pair: SidePair, show: (change: Partial<ComparePageState>) => void) {
    super();
    this.#context = context;
    this.#pair = pair;
    this.#show = show;
    this.#state = {
      title: vscode.l10n.t('Comparison'),
      ...this.#sideWords(),
      reading: null,
      problem: null,
      remarks: [],
      isOutdated: false,
      isBusy: false,
      at: null,
      rows: [],
    };
    for (const server of new Set([pair.left, pair.right].flatMap(side => serverOf(side) ?? [])))
      this.add(server.changes.onDidChange(() => this.#tell({ isOutdated: this.#comparison !== undefined })));
    this.add({ dispose: () => this.#reading?.abort() });
  }

  get state(): ComparePageState {
    return this.#state;
  }

  /** What the page asks for. Resolves when it is done; what goes wrong is said. */
  async take(message: FromCompare): Promise<void> {
    try {
      await handle(this.#handlers, message.type, message);
    } catch (error) {
      this.#context.messages.error(error, this.#state.title);
    }
  }

  /** Reads both sides from the beginning, and compares them. A reading that is under way is given up. */
  async run(): Promise<void> {
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    const { signal } = reading;
    const report = (text: string) => signal.aborted || this.#tell({ reading: text });
    this.#tell({ reading: vscode.l10n.t('Reading…'), problem: null });
    try {
      const sides = await matched(await readSides(this.#pair, { signal, report }), this.#matching);
      if (signal.aborted) return;
      const found = [...differencesOf(sides, this.#pair)];
      const differences = new Map(found.map(one => [differenceKey(one), one]));
      this.#comparison = { sides, differences };
      this.#tell({
        isOutdated: false,
        at: Date.now(),
        remarks: sides.remarks,
        rows: [...differences].map(([key, difference]) => rowOf(key, difference)),
      });
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) this.#tell({ problem: inWords(error) });
    } finally {
      if (this.#reading === reading) this.#tell({ reading: null });
    }
  }

  readonly #handlers: CompareHandlers = {
    ready: () => undefined,
    again: () => this.run(),
    cancel: () => this.#reading?.abort(),
    swap: () => this.#change({ left: this.#pair.right, right: this.#pair.left }, { kind: 'ids' }),
    match: async () => {
      const matching = await askMatching(this.#context);
      if (matching) await this.#change(this.#pair, matching);
    },
    copy: message => this.#copy(message),
    open: ({ key }) => this.#open(key),
  };

  async #change(pair: SidePair, matching: Matching): Promise<void> {
    this.#pair = pair;
    this.#matching = matching;
    this.#tell(this.#sideWords());
    await this.run();
  }

  async #copy({ to, keys, deletions }: Copying): Promise<void> {
    const server = serverOf(this.#pair[to]);
    if (!server || !this.#comparison) return;
    const { sides, differences } = this.#comparison;
    const chosen = keys.flatMap(key => differences.get(key) ?? []);
    this.#tell({ isBusy: true });
    try {
      await this.#plan(server, {
        from: to === 'left' ? 'right' : 'left',
        source: to === 'left' ? sides.back.right : sides.left,
        chosen: to === 'left' ? chosen.map(one => this.#inWordsOfLeft(one, sides)) : chosen,
        deletions,
      });
    } finally {
      this.#tell({ isBusy: false });
    }
  }

  async #plan(
    server: Server,
    {
      chosen,
      ...copying
    }: { chosen: Difference[]; from: ComparedSide; source: InstanceState; deletions: boolean },
  ): Promise<void> {
    const title = vscode.l10n.t('Copy from {0}', sideLabel(this.#pair[copying.from]));
    const users = this.#concerned(chosen);
    const [present, policy] = await withLateProgress(
      vscode.l10n.t('Planning: {0}', title),
      ({ signal, report }) =>
        Promise.all([loadPresent(server, { signal, report, ...(users && { users }) }), policyOf(server)]),
    );
    const hasPassword = needsPassword(copying.source);
    const { plan, leftOut } = copyPlan(chosen, { ...copying, present, hasPassword });
    await openPlan(this.#context, server, { title, plan, passwords: passwordsFor(plan, policy) });
    const reasons = new Set(leftOut.map(({ reason }) => leftOutReasons[reason]()));
    if (reasons.size > 0)
      this.#context.messages.warn(
        vscode.l10n.t('Left out: {0}. {1}', leftOut.length, [...reasons].join(' ')),
      );
  }

  /** One user, and the managers on both sides; `undefined`: all users. */
  #concerned(chosen: readonly Difference[]): string[] | undefined {
    if (this.#pair.left.kind !== 'user') return undefined;
    const managers = chosen.filter(({ field }) => field === 'manager');
    const values = managers.flatMap(({ left, right }) => [left, right]);
    const ids = values.filter(value => typeof value === 'string' && value !== '');
    return [...chosen.map(({ subject }) => subject), ...ids.map(String)];
  }

  /** A user has another ID there, or another one is compared. */
  #inWordsOfLeft(difference: Difference, { back }: Matched): Difference {
    const { left } = this.#pair;
    return left.kind === 'user'
      ? { ...difference, subject: left.id }
      : renamedDifference(difference, back.mapping);
  }

  async #open(key: string): Promise<void> {
    const difference = this.#comparison?.differences.get(key);
    if (!difference) return;
    const side = difference.right === undefined && difference.field === '' ? 'left' : 'right';
    const server = serverOf(this.#pair[side]);
    const { back } = this.#comparison?.sides ?? {};
    const { kind, subject } =
      side === 'left' ? renamedDifference(difference, back?.mapping ?? sameIds) : difference;
    const uri = server && uriOf[kind](server.id, subject);
    if (uri) await this.#context.open(uri);
  }

  #sideWords(): Pick<ComparePageState, 'left' | 'right' | 'matching'> {
    const { left, right } = this.#pair;
    const areServers = left.kind === 'server' && right.kind === 'server';
    return {
      left: wordsOf(left),
      right: wordsOf(right),
      matching: areServers ? matchingText(this.#matching) : null,
    };
  }

  #tell(change: Partial<ComparePageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#show(change);
  }
}

const wordsOf = (side: Side): SideWords => ({
  label: sideLabel(side),
  isServer: serverOf(side) !== undefined,
});

const handle = <Type extends FromCompare['type']>(
  handlers: CompareHandlers,
  type: Type,
  message: Extract<FromCompare, { type: Type }>,
): unknown => handlers[type](message);

/** Two users are compared whatever they are called. */
function differencesOf({ left, right }: Matched, pair: SidePair): Iterable<Difference> {
  const [one] = left.users.values();
  const [other] = right.users.values();
  return pair.left.kind === 'user' && one && other ? compareUsers(one, other) : compareInstances(left, right);
}

const rowOf = (key: string, difference: Difference): ComparedRow => ({
  key,
  kind: difference.kind,
  subject: difference.subject,
  field: fieldText(difference),
  item: difference.item ?? '',
  left: difference.left === undefined ? null : valueText(difference.left),
  right: difference.right === undefined ? null : valueText(difference.right),
});

const uriOf: Record<ComparedKind, (serverId: string, id: string) => vscode.Uri> = {
  user: userUri,
  group: groupUri,
  app: appsUri,
  setting: appsUri,
};
