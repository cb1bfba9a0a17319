import { words } from './lists.ts';

export type Major = 17 | 20 | 23 | 25 | 28 | 29 | 32 | 34 | 35;

/** In what the simulated versions differ, as far as it was observed. */
export interface Version {
  readonly major: Major;
  readonly version: string;
  readonly versionString: string;
  /** Which calls exist. */
  readonly has: {
    readonly patch: boolean;
    readonly additionalMail: boolean;
    readonly disabledList: boolean;
    readonly recentList: boolean;
    readonly groupRename: boolean;
    readonly groupDetailsOfUser: boolean;
    readonly fieldsOfOthers: boolean;
    readonly confirmation: boolean;
    readonly darkAvatars: boolean;
    readonly appStore: boolean;
    readonly twoFactorState: boolean;
    readonly notificationsV3: boolean;
  };
  /** 35: app passwords read only, and `limit` is checked. */
  readonly appPasswordsOnlyRead: boolean;
  readonly limitFrom1To500: boolean;
  /** Group ids in `groups/{id}`, `/users`, `/users/details` are decoded once more than they should. */
  readonly decodesGroupIdsTwice: boolean;
  /** Create: `manager`, and the `displayname` of a group. */
  readonly createsWithManager: boolean;
  readonly createsGroupsWithName: boolean;
  readonly hashesLongGroupIds: boolean;
  /** `users/details` has the groups of the page beside it. */
  readonly groupsBesideUsers: boolean;
  /** Attributes in XML; where they are not known, `apps/{id}` ends in an empty body. */
  readonly knowsAttributes: boolean;
  /** Keys that are no element names end in an empty body; unchecked, in a document that is not well-formed. */
  readonly checksElementNames: boolean;
  readonly quotaOfUnused: 'complete' | 'short';
  readonly record: readonly string[];
  readonly codes: Codes;
  readonly words: Words;
}

interface Codes {
  readonly notPermitted: 403 | 997;
  /** An account the caller does not manage. */
  readonly unmanaged: 998 | 997;
  /** A missing parameter: an empty 400, or an OCS code. */
  readonly missingParameter: 'empty' | 996 | 998;
  /** `/ocs/v2.php`: a crash, and an unknown route. */
  readonly crashInV2: 996 | 500;
  readonly unknownRouteInV2: 998 | 404;
  readonly edit: {
    readonly forbidden: number;
    readonly invalid: number;
    readonly weak: number;
    readonly quota: number;
  };
  readonly create: { readonly quota: number; readonly language: number; readonly subadminGroup: number };
  readonly unknownUserDeleted: 998 | 101;
  readonly protectedApp: 996 | 998;
}

interface Words {
  readonly login: string;
  readonly account: string;
  readonly allowedInIds: string;
}

const fields17 = words(`
  enabled storageLocation id lastLogin backend subadmin quota avatarScope email emailScope displayname
  displaynameScope phone phoneScope address addressScope website websiteScope twitter twitterScope
  groups language locale backendCapabilities
`);

const fields25 = words(`
  enabled storageLocation id lastLogin backend subadmin quota avatarScope email emailScope
  additional_mail additional_mailScope displayname displaynameScope phone phoneScope address
  addressScope website websiteScope twitter twitterScope organisation organisationScope role roleScope
  headline headlineScope biography biographyScope profile_enabled profile_enabledScope groups language
  locale notify_email backendCapabilities
`);

const fields29 = [...fields25, ...words('manager display-name fediverse fediverseScope')];

const fields35 = words(`
  enabled storageLocation id firstLoginTimestamp lastLoginTimestamp lastLogin backend subadmin quota
  manager avatarScope email emailScope additional_mail additional_mailScope displayname display-name
  displaynameScope phone phoneScope address addressScope website websiteScope twitter twitterScope
  bluesky blueskyScope fediverse fediverseScope organisation organisationScope role roleScope headline
  headlineScope biography biographyScope profile_enabled profile_enabledScope pronouns pronounsScope
  groups language locale timezone notify_email backendCapabilities
`);

const v35: Version = {
  major: 35,
  version: '35.0.0.1',
  versionString: '35.0.0 dev',
  has: {
    patch: true,
    additionalMail: true,
    disabledList: true,
    recentList: true,
    groupRename: true,
    groupDetailsOfUser: true,
    fieldsOfOthers: true,
    confirmation: true,
    darkAvatars: true,
    appStore: true,
    twoFactorState: true,
    notificationsV3: true,
  },
  appPasswordsOnlyRead: true,
  limitFrom1To500: true,
  decodesGroupIdsTwice: true,
  createsWithManager: true,
  createsGroupsWithName: true,
  hashesLongGroupIds: true,
  groupsBesideUsers: true,
  knowsAttributes: true,
  checksElementNames: true,
  quotaOfUnused: 'complete',
  record: fields35,
  codes: {
    notPermitted: 403,
    unmanaged: 998,
    missingParameter: 'empty',
    crashInV2: 996,
    unknownRouteInV2: 998,
    edit: { forbidden: 113, invalid: 101, weak: 107, quota: 101 },
    create: { quota: 101, language: 101, subadminGroup: 109 },
    unknownUserDeleted: 998,
    protectedApp: 996,
  },
  words: {
    login: 'Login',
    account: 'account',
    allowedInIds: 'an Login: "a-z", "A-Z", "0-9", spaces and "_.@-\'"',
  },
};

const v25: Version = {
  ...v35,
  major: 25,
  version: '25.0.2.3',
  versionString: '25.0.2',
  has: {
    ...v35.has,
    patch: false,
    disabledList: false,
    recentList: false,
    groupDetailsOfUser: false,
    confirmation: false,
    appStore: false,
    twoFactorState: false,
    notificationsV3: false,
  },
  appPasswordsOnlyRead: false,
  limitFrom1To500: false,
  createsWithManager: false,
  hashesLongGroupIds: false,
  groupsBesideUsers: false,
  knowsAttributes: false,
  quotaOfUnused: 'short',
  record: fields25,
  codes: {
    ...v35.codes,
    missingParameter: 996,
    crashInV2: 500,
    unknownRouteInV2: 404,
    edit: { forbidden: 103, invalid: 102, weak: 103, quota: 102 },
    create: { quota: 102, language: 102, subadminGroup: 102 },
  },
  words: {
    login: 'Username',
    account: 'user',
    allowedInIds: 'a username: "a-z", "A-Z", "0-9", and "_.@-\'"',
  },
};

const v29: Version = {
  ...v25,
  major: 29,
  version: '29.0.1.1',
  versionString: '29.0.1',
  has: { ...v25.has, disabledList: true },
  createsWithManager: true,
  hashesLongGroupIds: true,
  knowsAttributes: true,
  record: fields29,
  codes: { ...v25.codes, edit: { forbidden: 103, invalid: 102, weak: 103, quota: 102 } },
  words: v35.words,
};

const v28: Version = { ...v29, major: 28, version: '28.0.2.5', versionString: '28.0.2' };

const v34: Version = {
  ...v35,
  major: 34,
  version: '34.0.1.2',
  versionString: '34.0.1',
  groupsBesideUsers: false,
};

const v32: Version = {
  ...v34,
  major: 32,
  version: '32.0.1.2',
  versionString: '32.0.1',
  has: { ...v34.has, patch: false, appStore: false },
  appPasswordsOnlyRead: false,
};

const v23: Version = { ...v25, major: 23, version: '23.0.2.1', versionString: '23.0.2' };

const v20: Version = {
  ...v25,
  major: 20,
  version: '20.0.4.0',
  versionString: '20.0.4',
  has: { ...v25.has, additionalMail: false, fieldsOfOthers: false, darkAvatars: false },
  createsGroupsWithName: false,
  checksElementNames: false,
  record: fields17,
  codes: {
    ...v25.codes,
    notPermitted: 997,
    unmanaged: 997,
    missingParameter: 998,
    edit: { forbidden: 997, invalid: 102, weak: 103, quota: 103 },
    create: { quota: 103, language: 102, subadminGroup: 102 },
    unknownUserDeleted: 101,
    protectedApp: 998,
  },
};

const v17: Version = {
  ...v20,
  major: 17,
  version: '17.0.10.1',
  versionString: '17.0.10',
  has: { ...v20.has, groupRename: false },
  decodesGroupIdsTwice: false,
};

export const versions: Readonly<Record<Major, Version>> = {
  17: v17,
  20: v20,
  23: v23,
  25: v25,
  28: v28,
  29: v29,
  32: v32,
  34: v34,
  35: v35,
};
