/** A table to start from: each kind of row once. The names are in English so that anybody can read the file. */
export function sampleFile(): string {
  return [
    'id,displayname,email,groups,quota,language,manager,state',
    'ada,Ada Lovelace,ada@example.com,staff;engineering,10 GB,en,,present',
    'grace,Grace Hopper,grace@example.com,+engineering;-guests,default,en,ada,',
    'konrad,Konrad Zuse,konrad@example.com,staff,"5,5 GB",de,ada,disabled',
    'former.colleague,,,,,,,absent',
    '',
  ].join('\r\n');
}
