/** What the server tells of an app when it lists all of them. */
export interface ListedApp {
  id: string;
  enabled: boolean;
}
