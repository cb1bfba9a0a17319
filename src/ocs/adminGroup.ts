/** The ID of the group whose members are administrators. Nextcloud does not allow to rename or delete it. */
export const adminGroup = 'admin';
