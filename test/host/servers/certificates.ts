import { generate } from 'selfsigned';

/** Key and certificate as a server shows them, in PEM; `fingerprint` is SHA-256. */
export interface Identity {
  key: string;
  cert: string;
}

const day = 24 * 60 * 60_000;

/** A certificate that vouches for itself, for a host name or an IP address. */
export async function selfSigned(host: string, expired = false): Promise<Identity> {
  const now = Date.now();
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    notBeforeDate: new Date(now - 10 * day),
    notAfterDate: new Date(now + (expired ? -1 : 10) * day),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }],
      },
    ],
  });
  return { key, cert };
}
