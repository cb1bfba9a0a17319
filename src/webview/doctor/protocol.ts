/** What the buttons of a diagnosis do. Those of `DoctorButton` come from the host, with their labels. */
export type DoctorAction =
  | 'again'
  | 'showLog'
  | 'copyReport'
  | 'copyFullReport'
  | 'signIn'
  | 'changeServerUrl'
  | 'changeServerUser'
  | 'trustCertificate'
  | 'retryServer'
  | 'openServerInBrowser';

export interface DoctorButton {
  action: DoctorAction;
  label: string;
}

export interface DoctorFinding {
  severity: 'error' | 'warning' | 'information';
  seen: string;
  means: string;
  you: string;
  /** For whoever runs the server. */
  operator: string | null;
  buttons: DoctorButton[];
}

export interface DoctorStep {
  state: 'waiting' | 'running' | 'passed' | 'found' | 'skipped';
  title: string;
  text: string;
  findings: DoctorFinding[];
}

/** What *Diagnose Server* shows, in words. */
export interface DoctorState {
  title: string;
  address: string;
  running: boolean;
  outcome: 'error' | 'warning' | 'well';
  summary: string;
  steps: DoctorStep[];
  /** Below the steps. */
  buttons: DoctorButton[];
}
