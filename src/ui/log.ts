import * as vscode from 'vscode';
import type { LogEntry } from '../ocs/index.ts';

/** The extension's output channel. One line a request; the client's log entries hold no secret and no value. */
export class Log {
  readonly channel = vscode.window.createOutputChannel('Nextcloud Admin', { log: true });

  /** For `ClientOptions.log` of the server with this label. */
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

  /** For what does no harm and somebody should know. */
  warn(message: string): void {
    this.channel.warn(oneLine(message));
  }

  /** For what a person was told or what must not disturb: the message only, since a stack may quote values. */
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

/** A server's text must not be able to forge a second line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
}
