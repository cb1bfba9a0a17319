import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { AccountField } from '../../model/account.ts';
import { accountFields } from '../../model/account.ts';
import { sectionTitles } from '../../model/accountFields.ts';
import type { Section } from '../../model/accountFields.ts';
import { namesIn } from '../../ocs/narrow.ts';
import { fieldProblem } from '../../model/checks.ts';
import type { AccountAction, AccountState } from '../protocol.ts';
import { banner } from '../shared/banner.ts';
import { DocumentForm } from '../shared/documentForm.ts';
import '../shared/elements.ts';
import { fieldRow } from '../shared/field.ts';
import '../shared/form.css';
import { documentBanner, isLocked, isModified } from '../shared/lock.ts';
import { followScrolling, sections } from '../shared/sections.ts';
import { usage } from '../shared/usage.ts';
import { accountActionList } from './actions.ts';
import { controls } from '../shared/accountControls.ts';
import { header } from './header.ts';
import { secondFactorLock, secondFactorRow } from './secondFactor.ts';

const form = new DocumentForm<AccountState, AccountAction>(show);
const run = (action: AccountAction): void => {
  form.draft.flush();
  form.host.post({ type: 'run', action });
};

let following = false;

function show(state: AccountState): void {
  const views = namesIn(sectionTitles).map(section => ({
    id: section,
    title: sectionTitles[section](),
    content: sectionContent(section, state),
  }));
  render(
    html`${header(state, run)} ${banners(state)} ${sections(views, l10n.t('Sections'))}`,
    document.getElementById('form') ?? document.body,
  );
  if (!following) followScrolling();
  following = true;
}

function banners(state: AccountState): unknown {
  if (!state.gone) return documentBanner(state, () => run('showText'));
  return banner('error', l10n.t('This user was deleted on the server.'), [
    { label: l10n.t('Recreate…'), run: () => run('recreate') },
    { label: l10n.t('Close'), run: () => run('close') },
  ]);
}

function sectionContent(section: Section, state: AccountState): unknown {
  const { facts } = state;
  const known = (field: AccountField) =>
    facts ? facts.fields.includes(field.name) : state.document?.[field.name] !== undefined;
  const rows = accountFields
    .filter(field => field.section === section && known(field))
    .map(field => row(field, state));
  return html`${section === 'storage' && facts?.quota ? usage(facts.quota) : nothing} ${rows}
  ${section === 'account' ? immediately(state) : nothing}`;
}

/** What is no field of the document. */
function immediately(state: AccountState): unknown {
  const lock = secondFactorLock(state.secondFactor);
  const locks = {
    ...state.facts?.lockedActions,
    ...(lock !== undefined && { resetSecondFactor: lock }),
  };
  return html`${secondFactorRow(state)} ${accountActionList(locks, isLocked(state) || state.gone, run)}`;
}

function row(field: AccountField, state: AccountState): unknown {
  const { name, control } = field;
  const words = { label: field.label(), description: field.description() };
  const value = form.value(name);
  const locked = state.facts?.locked[name];
  // A list of addresses shows which of them is wrong.
  const problem =
    (control === 'emails' ? undefined : fieldProblem(name, value)) ?? state.problems[name] ?? '';
  return fieldRow({
    id: name,
    ...words,
    problem,
    locked,
    bare: control === 'flag',
    modified: state.base !== null && isModified(value, state.base[name]),
    control: controls[control]({
      field,
      ...words,
      value,
      problem,
      disabled: locked !== undefined || isLocked(state) || state.gone,
      groupNames: state.groupNames ?? {},
      fixedGroups: name === 'groups' ? { ...state.facts?.fixedGroups, ...state.fixedGroups } : {},
      searchGroups: query => form.host.search('groups', query),
      searchUsers: query => form.host.search('users', query),
      type: next => form.type(name, next),
      set: next => form.set(name, next),
    }),
  });
}

form.start();
