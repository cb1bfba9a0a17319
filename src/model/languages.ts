/** The languages that Nextcloud is translated into (from its Transifex project), by the codes it uses. */
export const languages: readonly string[] = (
  'af an ar ast az be bg bn_BD br bs ca cs cy_GB da de de_DE el en en_GB eo es es_419 es_AR es_CL es_CO es_CR ' +
  'es_DO es_EC es_GT es_HN es_MX es_NI es_PA es_PE es_PR es_PY es_SV es_UY et_EE eu fa fi fo fr ga gd gl he hr hsb ' +
  'hu hy ia id is it ja ka kab km kn ko la lb lo lt_LT lv mk mn mr ms_MY my nb ne nl nn_NO oc pl ps pt_BR pt_PT ro ' +
  'ru sc si sk sl sq sr sr@latin sv sw ta te th tk tr ug uk ur_PK uz vi zh_CN zh_HK zh_TW'
).split(' ');

/** The name of a language or locale such as `de_DE` in the language `inLanguage`, or the code where it has no name. */
export function codeName(code: string, inLanguage: string): string {
  const names = new Intl.DisplayNames([inLanguage, 'en'], { type: 'language' });
  try {
    return names.of(code.replace(/@.*/, '').replaceAll('_', '-')) ?? code;
  } catch {
    return code;
  }
}
