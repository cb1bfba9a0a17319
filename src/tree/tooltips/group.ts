import * as vscode from 'vscode';
import { adminGroup } from '../../ocs/index.ts';
import { MarkdownBuilder } from '../../ui/markdown.ts';
import { subjectName } from '../../subjects/subject.ts';
import type { GroupSubject } from '../../subjects/subject.ts';

export function groupTooltip(subject: GroupSubject, signal: AbortSignal): Promise<vscode.MarkdownString> {
  const { server, id, info } = subject;
  return server.call(async client => {
    const known = id !== adminGroup && server.role !== 'subadmin';
    const subadmins = known ? await client.groups.subadmins(id, { signal }) : [];
    const markdown = new MarkdownBuilder().strong(subjectName(subject)).text(` ${id}`).rule();
    if (info?.userCount !== undefined) markdown.field(vscode.l10n.t('Members'), String(info.userCount));
    if (info?.disabledCount) markdown.field(vscode.l10n.t('Disabled'), String(info.disabledCount));
    if (subadmins.length > 0) markdown.field(vscode.l10n.t('Group administrators'), subadmins.join(', '));
    return markdown.build();
  });
}
