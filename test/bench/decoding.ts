import { XMLParser } from 'fast-xml-parser';
import { decodeEnvelope, decodeUsersById } from '../../src/ocs/decode/index.ts';
import type { BareClient } from './bareClient.ts';
import type { Figure } from './figures.ts';
import { compare } from './sample.ts';

const users = 500;

/** From the bytes of a page of 500 users to what the client gives, against the parser alone. */
export async function decoding(bare: BareClient, rounds: number): Promise<Figure[]> {
  const json = Buffer.from(await bare.raw('GET', `users/details?limit=${users}`));
  const xml = Buffer.from(await bare.raw('GET', `users/details?limit=${users}`, { format: 'xml' }));
  const parser = new XMLParser();
  const decode = (body: Buffer, type: string) => decodeUsersById(decodeEnvelope(body, type).data);
  return [
    {
      what: `decoding ${users} users, JSON (bare: JSON.parse)`,
      unit: 'ms',
      ...(await compare(
        rounds,
        () => decode(json, 'application/json'),
        () => JSON.parse(json.toString()),
        20,
      )),
    },
    {
      what: `decoding ${users} users, XML (bare: fast-xml-parser)`,
      unit: 'ms',
      ...(await compare(
        rounds,
        () => decode(xml, 'application/xml'),
        () => parser.parse(xml),
        4,
      )),
    },
  ];
}
