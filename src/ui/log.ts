import * as vscode from 'vscode';
import type { LogEntry } from '../ocs/index.ts';

/** The extension's output channel, with one line per request. The client's log entries contain neither secrets nor values. */
export class Log {
  readonly channel = vscode.window.createOutputChannel('Nextcloud Admin', { log: true });

  /** The `ClientOptions.log` for the server with this label. */
  request(label: string): (entry: LogEntry) => void {
    return ({ method, path, status, ocsCode, ms, error }) => {
      const answer = error ?? [status, ocsCode].filter(code => code !== undefined).join('/');
      this.channel[error === undefined ? 'info' : 'warn'](
        oneLine(`${label}: ${method} ${path} ${answer} ${Math.round(ms)} ms`),
      );
    };
  }

  info(message: string): void {
    this.channel.info(oneLine(message));
  }

  /** For harmless problems that somebody should know of. */
  warn(message: string): void {
    this.channel.warn(oneLine(message));
  }

  /** For errors. Takes a message rather than an error, since a stack may quote values. */
  error(message: string): void {
    this.channel.error(oneLine(message));
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}

/** Prevents a server's text from forging a second line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
}
