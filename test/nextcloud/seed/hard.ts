import type { NewUser } from '../user.ts';

/** Accounts that trip up careless code, each plausible enough for a directory. */
// prettier-ignore
export const hardUsers: readonly NewUser[] = [
  { id: '0', displayname: 'Access Terminal Lobby', role: 'Shared device', groups: ['Operations'] },
  { id: '007', displayname: 'Agnès Böndström', email: 'jae.boendstroem@example.com', groups: ['Legal', '100%'] },
  { id: '12345', displayname: 'Aula Badge Reader 12345', role: 'Shared device', groups: ['Operations'] },
  { id: 'Amelie', displayname: 'Amélie Lefèvre-Ørsted', email: 'amelie@example.com', groups: ['Design', 'Grüße ☂'] },
  { id: 'anna.oneill', displayname: "Anna O'Neill", email: "anna.o'neill@example.com", groups: ['Support', 'C++'] },
  { id: 'bob', displayname: '<b>Bob</b> & "Söhne"', email: 'bob@example.com', groups: ['Engineering'] },
  { id: 'carol@example.com', displayname: 'Carol Whitfield', email: 'carol@example.com', groups: ['Marketing', 'Team #1'] },
  { id: 'chen.wei', displayname: '陈伟', email: 'chen.wei@example.com', language: 'zh_CN', groups: ['Engineering', '日本語チーム'] },
  { id: 'click.me', displayname: '[Click me](command:workbench.action.closeWindow)', email: 'click.me@example.com', groups: ['Support'] },
  { id: 'details', displayname: 'Details Desk', email: 'details@example.com', groups: ['details'] },
  { id: 'disabled', displayname: 'Disabled By Name Only', groups: ['Support'] },
  { id: 'fox', displayname: '🦊 Foxy Fuchs 👩‍👩‍👧', email: 'fox@example.com', groups: ['Design'] },
  { id: 'john doe', displayname: 'John Doe', email: 'john.doe@example.com', groups: ['Finance', '50% part time'] },
  { id: 'layla.alfarsi', displayname: 'ليلى الفارسي', email: 'layla@example.com', language: 'ar', groups: ['Finance', 'فريق الدعم'] },
  { id: 'lior.cohen', displayname: 'ליאור כהן', email: 'lior.cohen@example.com', language: 'he', groups: ['Engineering'] },
  { id: 'long'.padEnd(64, 'g'), displayname: 'Wolfeschlegelsteinhausenbergerdorff-Maximiliane Theodora Eleonor', groups: ['Human Resources'] },
  { id: "o'brien", displayname: 'Séamus O’Brien', email: 'seamus.obrien@example.com', groups: ['Sales/EMEA', 'q?a=b&c'] },
  { id: 'olena', displayname: 'Олена Шевченко', email: 'olena@example.com', language: 'uk', groups: ['Marketing'] },
  { id: 'recent', displayname: 'Recent Additions', groups: ['Operations', '%41'] },
  { id: 'rlo.trick', displayname: 'invoice\u202Egpj.exe', email: 'rlo@example.com', groups: ['Finance'] },
  { id: 'sakura', displayname: '山田 さくら', email: 'sakura@example.com', language: 'ja', groups: ['日本語チーム'] },
  { id: 'script', displayname: '<script>alert(document.domain)</script>', email: 'script@example.com', groups: ['Engineering', '<b>x</b>'] },
  { id: 'zalgo', displayname: 'Z̸̙͝a̴̰͐l̷̺̆g̵̢̛o̷̳͠ & Partner', groups: ['Legal'] },
];

/** Groups with nobody or few in them, for what their ids hold. */
export const hardGroups: readonly (readonly [string, string])[] = [
  ['a/b', 'A/B Testing'],
  ['50% part time', '50% part time'],
  ['%41', '%41'],
  ['C++', 'C++ Guild'],
  ['Team #1', 'Team #1'],
  ['q?a=b&c', 'Query Crew'],
  ['details', 'Details'],
  ['Grüße ☂', 'Grüße ☂'],
  ['back\\slash', 'back\\slash'],
  ['12345', '12345'],
  ['[x](command:nextcloudAdmin.addServer)', 'Link [x](command:nextcloudAdmin.addServer)'],
];
