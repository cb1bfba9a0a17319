import type { State } from '../state.ts';

/** Settings by app: switches, numbers, JSON, and secrets, as real servers have them. */
const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  core: {
    backgroundjobs_mode: 'cron',
    installedat: '1700000000',
    lastcron: '1795780692',
    public_files: 'files_sharing/public.php',
    shareapi_allow_links: 'yes',
    shareapi_default_expire_date: 'no',
    shareapi_enabled: 'yes',
    vendor: 'nextcloud',
  },
  files_sharing: { outgoing_server2server_share_enabled: 'yes', incoming_server2server_share_enabled: 'yes' },
  password_policy: { enforceNonCommonPassword: '1', minLength: '10' },
  spreed: {
    stun_servers: '["stun.example.com:443"]',
    turn_servers: '[{"server":"turn.example.com:3478","secret":"turn-Secret-42","protocols":"udp,tcp"}]',
  },
  theming: { color: '#00679e', name: 'Example Works', slogan: '' },
  user_ldap: {
    s01ldap_host: 'ldaps://ldap.example.com',
    s01ldap_agent_password: 'bGRhcC1TZWNyZXQtNDI=',
  },
};

export function seedConfig(state: State): void {
  for (const [app, values] of Object.entries(settings))
    state.config.set(app, new Map(Object.entries(values)));
}
