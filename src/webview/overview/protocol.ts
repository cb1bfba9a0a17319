import type { Outlook, Sample, Vitals } from '../../model/overview/types.ts';
import type { DocumentState } from '../protocol.ts';

/** What the overview of a server shows. */
export interface OverviewState extends DocumentState<object> {
  server: string;
  address: string;
  /** Whom we are signed in as, and as what, in words. */
  user: string;
  role: string;
  /** Of Nextcloud; '' until it is known. */
  version: string;
  /** As last read. */
  vitals: Vitals | null;
  /** Since the page was opened, oldest first. */
  samples: Sample[];
  /** Arrives later. */
  outlook: Outlook | null;
  /** Why the server could not be asked the last time. */
  trouble: string | null;
}

export type OverviewAction = 'showText' | 'refresh' | 'openUpdates' | 'openServer' | 'diagnose';
