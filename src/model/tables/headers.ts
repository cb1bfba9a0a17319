import { namesIn } from '../../ocs/narrow.ts';
import * as l10n from '@vscode/l10n';
import type { AccountFieldName } from '../account.ts';
import { accountFields } from '../account.ts';
import { accountTable } from '../accountFields.ts';

/** What a column can stand for: a field of a user's document, or something that becomes one. */
export type Meaning = 'id' | 'firstname' | 'lastname' | 'password' | 'state' | AccountFieldName;

export const meanings: readonly Meaning[] = [
  'id',
  'firstname',
  'lastname',
  'password',
  'state',
  ...accountFields.map(({ name }) => name),
];

const labels: Partial<Record<Meaning, () => string>> = {
  id: () => l10n.t('User ID'),
  firstname: () => l10n.t('First name'),
  lastname: () => l10n.t('Last name'),
  password: () => l10n.t('Password'),
  state: () => l10n.t('State'),
  ...Object.fromEntries(accountFields.map(({ name }) => [name, accountTable[name].label])),
};

/** What a meaning is called in the interface. */
export const meaningLabel = (meaning: Meaning): string => labels[meaning]?.() ?? meaning;

/** Names in English, German, French and Spanish, of `nc-userimporter`, and of exports from directories and HR software; see `headerKey`. */
const names: Partial<Record<Meaning, string>> = {
  id: 'id uid userid user userids username login loginname account accountname samaccountname benutzer benutzername benutzerid benutzerkennung kennung anmeldename nutzer nutzername kontoname konto identifiant nomutilisateur utilisateur idutilisateur usuario nombredeusuario idusuario identificador',
  firstname: 'firstname givenname forename vorname rufname prenom nombre nombredepila',
  lastname: 'lastname surname familyname sn nachname familienname zuname nomdefamille apellido apellidos',
  password:
    'password pass passwd initialpassword passwort kennwort initialpasswort startpasswort motdepasse contrasena clave',
  state: 'state status accountstatus zustand kontostatus etat statut estado',
  displayname:
    'displayname fullname name commonname cn anzeigename vollername vollstandigername schulername nomcomplet nomaffiche nombrecompleto nombreamostrar nombreparamostrar',
  email:
    'email mail emailaddress mailaddress workemail emailadresse mailadresse dienstlicheemail emaildienstlich primaryemail courriel adresseelectronique adressemail correo correoelectronico direcciondecorreo',
  additional_mail:
    'additionalmail additionalemail secondaryemail otheremail weitereemail weitereemailadressen zweiteemail',
  notify_email: 'notifyemail notificationemail benachrichtigungsemail',
  phone:
    'phone phonenumber telephone telephonenumber workphone mobile mobilephone tel telefon telefonnummer rufnummer mobil mobiltelefon handy durchwahl numerodetelephone portable telefono movil numerodetelefono',
  address: 'address postaladdress location adresse anschrift standort ort direccion domicilio',
  website: 'website url homepage webseite siteweb sitioweb paginaweb',
  organisation:
    'organisation organization company department division costcenter firma unternehmen abteilung bereich organisationseinheit societe entreprise service departement organizacion empresa departamento',
  role: 'role title jobtitle position rolle funktion stelle stellenbezeichnung tatigkeit fonction poste cargo puesto',
  headline: 'headline uberschrift',
  biography: 'biography bio about biografie',
  pronouns: 'pronouns pronomen',
  profile_enabled: 'profileenabled profilaktiviert',
  quota:
    'quota storage storagequota diskquota kontingent speicherkontingent speicherplatz speicher quote espacedestockage cuota espacio almacenamiento',
  groups:
    'groups group memberof class team klasse klassen gruppe gruppen kurs kurse groupe groupes classe classes cours grupo grupos clase clases curso cursos',
  subadmin:
    'subadmin subadmins subadmingroups groupadmin groupadministrator groupadminfor gruppenadmin gruppenadministrator gruppenverwalter',
  enabled: 'enabled active isactive accountenabled aktiviert aktiv actif habilitado activo',
  language: 'language lang preferredlanguage sprache langue idioma lengua',
  locale: 'locale gebietsschema',
  timezone: 'timezone zeitzone',
  manager:
    'manager managerid supervisor vorgesetzter vorgesetzte fuhrungskraft responsable superieur encargado supervisora',
};

/** Headers that may well mean something else, by `headerKey`. */
const alternatives: Readonly<Record<string, readonly Meaning[]>> = {
  abteilung: ['groups'],
  department: ['groups'],
  division: ['groups'],
  bereich: ['groups'],
  team: ['organisation'],
  title: ['pronouns'],
  name: ['lastname'],
  ort: ['organisation'],
};

const byKey = new Map<string, Meaning>([
  ...meanings.map(meaning => [headerKey(meaning), meaning] as const),
  ...namesIn(names).flatMap(meaning => (names[meaning] ?? '').split(' ').map(key => [key, meaning] as const)),
]);

/** What is left of a header without case, accents, spaces and punctuation: “E-Mail Adresse” is `emailadresse`. */
export function headerKey(header: string): string {
  return header
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

export const meaningOf = (header: string): Meaning | undefined => byKey.get(headerKey(header));

export const alternativesOf = (header: string): readonly Meaning[] => alternatives[headerKey(header)] ?? [];
