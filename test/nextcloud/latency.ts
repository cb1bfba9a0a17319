import { createHash } from 'node:crypto';

/** Of the logarithm: two thirds of the requests lie between 0.67 and 1.5 times the middle. */
const deviation = 0.4;
const slowOneIn = 10;
const slowFactor = 5;

/** How much longer than in the middle something takes, log-normal and one in ten far slower; the same for the same key. */
export function unevenness(key: string): number {
  const digest = createHash('sha256').update(key).digest();
  const uniform = (at: number) => (digest.readUInt32BE(at) + 1) / (2 ** 32 + 1);
  const normal = Math.sqrt(-2 * Math.log(uniform(0))) * Math.cos(2 * Math.PI * uniform(4));
  return Math.exp(deviation * normal) * (digest.readUInt8(8) % slowOneIn === 0 ? slowFactor : 1);
}
