export * as appConfig from './instance/appConfig.ts';
export * as notifications from './instance/notifications.ts';
export * as serverInfo from './instance/serverInfo.ts';
export * as store from './instance/store.ts';
export * as twoFactor from './instance/twoFactor.ts';
export * as creation from './users/create.ts';
export * as completion from './users/finish.ts';
