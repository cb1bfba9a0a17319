/**
 * Letters that look like others in usual fonts, each before the one it looks like (Unicode Technical Standard 39, "Confusable
 * Detection", as far as user and group IDs have them).
 */
const pairs = `
  аa еe оo рp сc хx уy іi јj ѕs һh ԁd ԛq ԝw ӏl вb кk тt мm нh АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY ІI ЈJ ЅS
  αa οo ρp νv ιi κk υu ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ıi ɡg ɑa օo ոn 0O 1l |l Il ’' ‘' ʼ'
`;

const twins = new Map(
  pairs
    .trim()
    .split(/\s+/)
    .map(pair => [pair.slice(0, 1), pair.slice(1)] as const),
);

/** The same for IDs that people take for each other. Means nothing else, and is never shown. */
export function skeletonOf(id: string): string {
  const plain = id.normalize('NFKC').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
  const even = plain
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return twin(twin(even)).toLowerCase().replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** Some letters look like one that looks like another: a Cyrillic one like I, which looks like l. */
const twin = (text: string): string => text.replaceAll(/./gsu, letter => twins.get(letter) ?? letter);
