/** What a diagnosis knows by name, such as `host` or `status`. Texts from the server are among them: they are data. */
export type Facts = Readonly<Record<string, string>>;

/** A sentence about facts. */
export type Say = (facts: Facts) => string;

/** `error` ends the diagnosis: what comes after it would fail for the same reason. */
export type Severity = 'error' | 'warning' | 'information';

/** What may help at once, by the command of the extension. */
export type NextStep =
  | 'signIn'
  | 'changeServerUrl'
  | 'changeServerUser'
  | 'trustCertificate'
  | 'retryServer'
  | 'openServerInBrowser';

/** A finding in words. */
export interface FindingText {
  severity: Severity;
  /** What was seen. */
  seen: Say;
  /** What it means. */
  means: Say;
  /** What the person in front of the screen can do. */
  you: Say;
  /** What whoever runs the server, or the network, can do. */
  operator?: Say;
  next?: readonly NextStep[];
}

export type FindingTexts = Readonly<Record<string, FindingText>>;
