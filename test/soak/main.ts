// `npm run soak [minutes]`: the long run, an hour unless told.
import { run } from '../vscode/main.ts';
import { print, soak } from './soak.ts';

run(async () => {
  const [minutes = '60'] = process.argv.slice(2);
  const seed = Number(process.env.SOAK_SEED ?? Date.now() % 0x7fffffff);
  console.log(`${minutes} minutes of actions at random, SOAK_SEED=${seed}`);
  print(await soak(seed, Number(minutes) * 60_000));
});
