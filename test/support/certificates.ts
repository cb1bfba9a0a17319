import { generate } from 'selfsigned';

/** Key and certificate as a server shows them, in PEM. */
export interface Identity {
  key: string;
  cert: string;
}

const day = 24 * 60 * 60_000;

interface Wishes {
  /** In days from now; from ten days ago to in ten days by default. */
  from?: number;
  to?: number;
  /** Signs it. Without one, it vouches for itself. */
  issuer?: Identity;
}

/** A certificate for a host name or an IP address. */
export async function certify(host: string, { from = -10, to = 10, issuer }: Wishes = {}): Promise<Identity> {
  const now = Date.now();
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(now + from * day),
    notAfterDate: new Date(now + to * day),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }],
      },
    ],
    ...(issuer && { ca: issuer }),
  });
  return { key, cert };
}

/** A certificate that vouches for itself. */
export const selfSigned = (host: string, expired = false): Promise<Identity> =>
  certify(host, expired ? { to: -1 } : {});
