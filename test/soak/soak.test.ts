import { print, soak } from './soak.ts';

const minutes = 1;
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 0x7fffffff);

describe(`soak (SOAK_SEED=${seed})`, function () {
  this.timeout((minutes + 1) * 60_000);

  it('a minute of random actions leaves the expected state on the server, and no leaks', async () => {
    print(await soak(seed, minutes * 60_000));
  });
});
