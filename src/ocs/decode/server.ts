import type { Capabilities, ServerStatus } from '../types.ts';
import { readBody } from './body.ts';
import { boolean, decode, integer, only, filled, optional, record, required, tree } from './reader.ts';

const status = record<ServerStatus>({
  installed: required('installed', boolean),
  maintenance: required('maintenance', boolean),
  needsDbUpgrade: optional('needsDbUpgrade', boolean),
  version: optional('version', filled),
  versionString: optional('versionstring', filled),
  productName: optional('productname', filled),
});

/** `status.php`, which is not OCS. */
export const decodeStatus = (body: Uint8Array | string): ServerStatus =>
  decode(status, readBody(body), 'status');

const capabilities = record<Capabilities>({
  version: required(
    'version',
    record<Capabilities['version']>({
      major: required('major', integer),
      minor: required('minor', integer),
      micro: required('micro', integer),
      string: required('string', filled),
    }),
  ),
  capabilities: required('capabilities', tree),
});

/** `GET cloud/capabilities` (Developer manual, "OCS APIs": "Capabilities API"). XML has text where JSON has numbers. */
export const decodeCapabilities = (data: unknown): Capabilities => decode(capabilities, data);

const appPassword = only('apppassword', filled);

/** `GET core/getapppassword` (Developer manual, "Login Flow": "Converting to app passwords"). */
export const decodeAppPassword = (data: unknown): string => decode(appPassword, data);

export interface LoginFlowStart {
  poll: { token: string; endpoint: string };
  /** The page where the user signs in. */
  login: string;
}

const loginFlowStart = record<LoginFlowStart>({
  poll: required(
    'poll',
    record<LoginFlowStart['poll']>({
      token: required('token', filled),
      endpoint: required('endpoint', filled),
    }),
  ),
  login: required('login', filled),
});

/** `POST login/v2` (Developer manual, "Login Flow": "Login flow v2"), which is not OCS. The addresses are not checked. */
export const decodeLoginFlowStart = (body: Uint8Array | string): LoginFlowStart =>
  decode(loginFlowStart, readBody(body), 'login');

export interface LoginFlowGrant {
  server: string;
  loginName: string;
  appPassword: string;
}

const loginFlowGrant = record<LoginFlowGrant>({
  server: required('server', filled),
  loginName: required('loginName', filled),
  appPassword: required('appPassword', filled),
});

/** The answer of the endpoint that login flow v2 polls, once access is granted. */
export const decodeLoginFlowGrant = (body: Uint8Array | string): LoginFlowGrant =>
  decode(loginFlowGrant, readBody(body), 'login');
