import type * as vscode from 'vscode';

export const selector = { pattern: '**/*.nextcloud.{json,yaml,yml}' } satisfies vscode.DocumentFilter;
