import assert from 'node:assert/strict';
import { outlookOf, sampleOf, serializeOverview, vitalsOf } from '../../../../src/model/overview/vitals.ts';
import type { ServerInfo } from '../../../../src/ocs/serverInfo.ts';

const info: ServerInfo = {
  system: {
    load: [1.5, 1, 0.5],
    memoryTotal: 1000,
    memoryFree: 400,
    apps: { installed: 3, updates: { deck: '2.0' } },
    update: { available: true, version: '34.0.2', checked: new Date(5000) },
  },
  php: { version: '8.3.1', extensions: ['zip'], opcache: { enabled: true, use: { started: new Date(1) } } },
};

describe('vitalsOf', () => {
  it('has what survives JSON, and neither updates nor times', () => {
    const vitals = vitalsOf(info, [{ used: 1, free: 2 }], 7);
    assert.deepEqual(JSON.parse(JSON.stringify(vitals)), vitals);
    assert.deepEqual(vitals, {
      at: 7,
      lacking: null,
      system: { load: [1.5, 1, 0.5], memoryTotal: 1000, memoryFree: 400 },
      php: { version: '8.3.1', opcache: { enabled: true } },
      disks: [{ used: 1, free: 2 }],
    });
  });

  it('has nothing that was not told', () =>
    assert.deepEqual(vitalsOf({}, undefined, 7), { at: 7, lacking: null }));
});

describe('outlookOf', () => {
  it('has the updates, with times in ms', () =>
    assert.deepEqual(outlookOf(info), {
      installedApps: 3,
      updates: { deck: '2.0' },
      update: { available: true, version: '34.0.2', checked: 5000 },
    }));

  it('has nothing that was not told', () => assert.deepEqual(outlookOf({}), {}));
});

describe('sampleOf', () => {
  it('takes the load of the last minute and the part of the memory in use', () =>
    assert.deepEqual(sampleOf(vitalsOf(info, undefined, 7)), { at: 7, load: 1.5, memory: 0.6 }));

  it('says what is not known', () =>
    assert.deepEqual(sampleOf({ at: 7, lacking: null, system: { memoryTotal: 0, memoryFree: 0 } }), {
      at: 7,
      load: null,
      memory: null,
    }));
});

describe('serializeOverview', () => {
  it('is the same for the same state at another time', () => {
    const text = serializeOverview('34.0.1', vitalsOf(info, undefined, 7));
    assert.equal(text, serializeOverview('34.0.1', vitalsOf(info, undefined, 8)));
    assert.deepEqual(Object.keys(JSON.parse(text) as object).slice(0, 2), ['id', 'nextcloud']);
  });
});
