import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { workspaceFolderOf } from '../../../src/commands/keep/place.ts';
import { AcceptedFile } from '../../../src/commands/review/acceptedFile.ts';
import { LastReview } from '../../../src/commands/review/lastReview.ts';
import { makeWorld, type World } from '../inspect/world.ts';
import { theExtension } from '../support/extension.ts';
import { callTool, confirmation } from './call.ts';

const name = 'nextcloud_list_findings';

interface ListedFindings {
  summary: string;
  total: number;
  listed: number;
  acceptedFindingsUnreadable?: string;
  rules: Record<string, { title: string; reason: string; advice: string }>;
  findings: {
    severity: string;
    rule: string;
    text: string;
    status: string;
    note?: string;
    subjects: string[];
    canBeFixedByPlan: boolean;
  }[];
}

describe('the language model tool that lists findings', () => {
  let world: World;

  beforeEach(async () => {
    world = await makeWorld();
    world.first.state.createGroup('fleet](command:quit)');
  });

  afterEach(async () => {
    const folder = workspaceFolderOf(world.servers[0]);
    assert.ok(folder);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, '..'), { recursive: true }).then(
      () => undefined,
      () => undefined,
    );
    await world.end();
  });

  async function findings(input: Record<string, unknown> = {}): Promise<ListedFindings> {
    const [answer] = await callTool<{ result?: ListedFindings; error?: string }[]>(name, {
      server: world.servers[0].id,
      ...input,
    });
    assert.ok(answer?.result, answer?.error);
    return answer.result;
  }
  const emptyGroup = ({ findings: all }: ListedFindings) => all.find(({ rule }) => rule === 'emptyGroup');

  it('tells severity, rule, text and fix of each, with the reasons', async () => {
    const found = await findings();
    assert.equal(found.total, found.listed);
    assert.match(found.summary, /^Open findings: /);
    const group = emptyGroup(found);
    assert.deepEqual(group, {
      severity: 'low',
      rule: 'emptyGroup',
      text: 'The group “fleet](command:quit)” has no members.',
      status: 'open',
      subjects: ['group:fleet](command:quit)'],
      canBeFixedByPlan: false,
    });
    assert.deepEqual(
      Object.keys(found.rules).sort(),
      [...new Set(found.findings.map(({ rule }) => rule))].sort(),
    );
    assert.ok(found.rules.emptyGroup?.reason);
  });

  it('lists one severity', async () => {
    const { findings: high } = await findings({ severity: 'high' });
    assert.ok(high.length > 0);
    assert.deepEqual([...new Set(high.map(({ severity }) => severity))], ['high']);
  });

  it('tells what is accepted, after what is open', async () => {
    const file = new AcceptedFile(world.servers[0]);
    const subjects = ['group:fleet](command:quit)'];
    const accept = (until: string) =>
      file.change(() => [{ rule: 'emptyGroup', subjects, reason: 'For later', until }]);
    await accept('2099-12-31');
    const found = await findings();
    assert.equal(found.findings.at(-1)?.rule, 'emptyGroup');
    assert.equal(emptyGroup(found)?.status, 'accepted');
    assert.equal(emptyGroup(found)?.note, 'Accepted until 2099-12-31: For later');
    await accept('2020-01-01');
    assert.equal(emptyGroup(await findings())?.status, 'expired');
    assert.ok(file.uri);
    await vscode.workspace.fs.writeFile(file.uri, Buffer.from('{}'));
    assert.match((await findings()).acceptedFindingsUnreadable ?? '', /accepted\.json:1:1/);
  });

  it('lists at most 100, and says how many there are', async () => {
    for (let count = 0; count < 120; count++) world.first.state.createGroup(`empty${count}`);
    const { total, listed, findings: all } = await findings();
    assert.ok(total > 120, `${total}`);
    assert.equal(listed, 100);
    assert.equal(all.length, 100);
  });

  it('is about one server, and refuses what is no severity', async () => {
    const before = world.first.requests.length;
    const ids = new RegExp(`Name one server.*${world.servers[1].id}`);
    await assert.rejects(callTool(name, {}), ids);
    await assert.rejects(confirmation(name, {}), ids);
    await assert.rejects(findings({ severity: 'critical' }), /severity must be one of: high, medium, low/);
    assert.equal(world.first.requests.length, before);
  });

  it('only reads, and leaves the record of the last review alone', async () => {
    await findings();
    assert.deepEqual([...new Set(world.first.requests.map(({ method }) => method))], ['GET']);
    const { context } = await theExtension();
    assert.equal(await new LastReview(context, world.servers[0]).read(), undefined);
  });
});
