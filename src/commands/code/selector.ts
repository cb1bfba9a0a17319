import type * as vscode from 'vscode';

export const selector: vscode.DocumentSelector = { pattern: '**/*.nextcloud.{json,yaml,yml}' };
